import type { ReactNode } from 'react'
import { AskContact } from '#client/contacts/ask-contact.tsx'
import type {
  DirectoryPage,
  FoundCircle,
  FoundOffer,
  FoundPerson,
  FoundProject,
  FoundReason,
  FoundSchool,
} from '#client/data/directory.ts'
import { formatDay } from '#client/locales/dates.ts'
import { countryName, languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useSubjectName } from '#client/locales/subject-name.ts'
import { useAwardWords } from '#client/recognition/award-words.ts'
import { Badge } from '#client/ui/badge.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { freeIn } from './free-weeks.ts'
import { usePlace } from './use-place.ts'
import { useSpoken } from './spoken.ts'
import { useProjectKindName } from './value-name.ts'
import styles from './directory.module.css'

/** What was found, each with why it stands there. Names come in any script and direction. */
export function FoundRows({
  pages,
  weeks,
}: {
  pages: readonly Pick<DirectoryPage, 'people' | 'offers' | 'schools' | 'projects' | 'circles'>[]
  /** Between which days classes were asked for. */
  weeks?: string | undefined
}) {
  const { t } = useMessages()
  return (
    <ul role="list" className={styles.list} aria-label={t('directory.results')}>
      {pages.flatMap(({ people }) => people.map((person) => <Person key={person.id} person={person} />))}
      {pages.flatMap(({ offers }) => offers.map((offer) => <Offer key={offer.id} offer={offer} weeks={weeks} />))}
      {pages.flatMap(({ circles }) => circles.map((circle) => <Circle key={circle.id} circle={circle} />))}
      {pages.flatMap(({ schools }) => schools.map((school) => <School key={school.id} school={school} />))}
      {pages.flatMap(({ projects }) => projects.map((project) => <Project key={project.id} project={project} />))}
    </ul>
  )
}

interface EntryProps {
  title: string
  place: string
  reason: FoundReason
  children?: ReactNode
}

function Entry({ title, place, reason, children }: EntryProps) {
  return (
    <li className={styles.entry}>
      <p className={styles.head}>
        <bdi className={styles.title}>{title}</bdi>
        <Reason reason={reason} />
      </p>
      <p className={styles.place}>
        <bdi>{place}</bdi>
      </p>
      {children}
    </li>
  )
}

/** Without words there is no other reason than the order that is said below. */
function Reason({ reason }: { reason: FoundReason }) {
  const { t } = useMessages()
  if (reason === 'listed') return null
  return <Badge>{t(`directory.reason_${reason}`)}</Badge>
}

function Facts({ facts }: { facts: readonly (string | null)[] }) {
  const said = facts.filter((fact) => fact !== null && fact !== '')
  return said.length === 0 ? null : <p className={styles.facts}>{said.join(' · ')}</p>
}

function useAges() {
  const { t } = useMessages()
  return ({ from, to }: { from: number; to: number }) => t('directory.agesOf', { from, to })
}

function Person({ person }: { person: FoundPerson }) {
  const { t } = useMessages()
  const [subjectName, ages, spoken, place] = [useSubjectName(), useAges(), useSpoken(), usePlace()]
  const awardWords = useAwardWords()
  const { school } = person
  const languages = person.languages.map(spoken)
  const name = person.name ?? t('directory.hiddenName', { school: school.name })
  return (
    <Entry title={name} place={place(school, school.name)} reason={person.reason}>
      <Facts facts={[...person.subjects.map(subjectName), person.ages && ages(person.ages), ...languages]} />
      <Facts
        facts={[person.interests, person.projects > 0 ? t('directory.projectsDone', { count: person.projects }) : null]}
      />
      <Facts facts={person.awards.map(awardWords)} />
      {person.about !== '' && <p className={styles.about}>{person.about}</p>}
      {/* Who hides their name is told by nothing here, and cannot be asked. */}
      {person.name !== null && <AskContact person={{ id: person.id, name }} />}
    </Entry>
  )
}

function Offer({ offer, weeks: asked }: { offer: FoundOffer; weeks: string | undefined }) {
  const { t, locale } = useMessages()
  const { name, school, title, words, weeks } = offer
  const [facts, place] = [useOfferFacts(), usePlace()]
  return (
    <Entry
      title={title}
      place={place(school, name ?? t('directory.hiddenName', { school: school.name }), school.name)}
      reason={offer.reason}
    >
      <Facts facts={facts(offer)} />
      <Facts
        facts={[
          t('directory.weeksOf', { from: formatDay(weeks.from, locale), to: formatDay(weeks.to, locale) }),
          asked === undefined ? null : t('directory.freeWeeks', freeIn(asked, offer.free)),
          t(`directory.rhythm_${offer.rhythm}`),
        ]}
      />
      <p className={styles.about} dir="auto">
        {words}
      </p>
    </Entry>
  )
}

/** What a class is like, in short. */
export function useOfferFacts() {
  const { t } = useMessages()
  const [subjectName, kindName, ages, spoken] = [useSubjectName(), useProjectKindName(), useAges(), useSpoken()]
  return ({ kind, pupils, languages, subjects, ages: its }: Omit<FoundOffer, 'reason' | 'free'>) => [
    kindName(kind),
    t('directory.pupilsOf', { count: pupils }),
    ages(its),
    ...languages.map(spoken),
    ...subjects.map(subjectName),
  ]
}

function Circle({ circle }: { circle: FoundCircle }) {
  const { t, locale } = useMessages()
  const subjectName = useSubjectName()
  const { id, name, words, way, members, subjects, languages, reason } = circle
  return (
    <Entry title={name} place={t('circles.members', { count: members })} reason={reason}>
      <Facts
        facts={[
          t(`circles.way_${way}`),
          ...subjects.map(subjectName),
          ...languages.map((code) => languageName(code, locale)),
        ]}
      />
      <p className={styles.about} dir="auto">
        {words}
      </p>
      <p>
        <TextLink href={`/network/circles/${id}`}>{t('circles.look')}</TextLink>
      </p>
    </Entry>
  )
}

function School({ school }: { school: FoundSchool }) {
  const { t } = useMessages()
  const place = usePlace()
  return (
    <Entry title={school.name} place={place(school)} reason={school.reason}>
      <Facts facts={[t(`directory.kind_${school.kind}`)]} />
      {school.hasPage && (
        <p>
          <TextLink href={`/schools/${school.id}`} target="_blank">
            {t('directory.publicPage')}
          </TextLink>
        </p>
      )}
    </Entry>
  )
}

function Project({ project }: { project: FoundProject }) {
  const { t, locale } = useMessages()
  const [subjectName, kindName, ages] = [useSubjectName(), useProjectKindName(), useAges()]
  const places = project.schools.map(({ name, town, country }) =>
    [name, town, countryName(country, locale)].filter(Boolean).join(', '),
  )
  return (
    <Entry title={project.title} place={places.join(' · ')} reason={project.reason}>
      <Facts
        facts={[
          kindName(project.kind),
          t(project.isOver ? 'directory.state_over' : 'directory.state_open'),
          String(project.year),
          ages(project.ages),
          ...project.languages.map((code) => languageName(code, locale)),
          ...project.subjects.map(subjectName),
        ]}
      />
    </Entry>
  )
}
