import type { ContactPerson } from '#client/data/contacts.ts'
import { languageName, subjects as knownSubjects } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useAwardWords } from '#client/recognition/award-words.ts'
import rows from '#client/ui/rows.module.css'
import { Words } from '#client/ui/words.tsx'

/** What somebody says of themselves to contacts, as far as they say it. */
export function ContactFacts({ person }: { person: ContactPerson }) {
  const { t, locale } = useMessages()
  const { subjects, ages, languages, interests, about } = person
  const awardWords = useAwardWords()
  const subjectName = (id: string) => {
    const known = knownSubjects.find((one) => one === id)
    return known === undefined ? id : t(`projects.subject_${known}`)
  }
  const facts = [
    ...subjects.map(subjectName),
    ...(ages === null ? [] : [t('directory.agesOf', ages)]),
    ...languages.map(({ code, level }) => t('directory.languageAt', { language: languageName(code, locale), level })),
    ...(interests === '' ? [] : [interests]),
  ]
  return (
    <>
      {facts.length > 0 && <p className={rows.aside}>{facts.join(' · ')}</p>}
      {person.awards.length > 0 && <p className={rows.aside}>{person.awards.map(awardWords).join(' · ')}</p>}
      {about !== '' && <Words>{about}</Words>}
    </>
  )
}
