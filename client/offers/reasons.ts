import type { FoundMatch, OwnOffer } from '#client/data/offers.ts'
import { useSpoken } from '#client/directory/spoken.ts'
import { useSubjectName } from '#client/locales/subject-name.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'

type Match = FoundMatch['match']

/** Why a match stands where it stands, in words, and what nobody knows. */
export function useReasons(match: Match): string[] {
  const { t, locale } = useMessages()
  const [subjectName, spoken] = [useSubjectName(), useSpoken()]
  const list = new Intl.ListFormat(locale)
  const languages = match.languages.map(spoken)
  const { hours, ages, subjects, answers } = match
  return [
    languages.length > 0
      ? t('offers.reason_languages', { languages: list.format(languages) })
      : t('offers.no_languages'),
    match.weeks > 0 ? t('offers.reason_weeks', { count: match.weeks }) : t('offers.no_weeks'),
    ...(hours ? [hoursIn(t, hours)] : []),
    subjects.length > 0
      ? t('offers.reason_subjects', { subjects: list.format(subjects.map(subjectName)) })
      : t('offers.no_subjects'),
    ages ? t('offers.reason_ages', ages) : t('offers.no_ages'),
    ...(answers ? [t(`offers.answers_${answers}`)] : []),
    ...match.unknown.map((one) => t(`offers.unknown_${one}`)),
  ]
}

function hoursIn(t: ReturnType<typeof useMessages>['t'], { least, most }: NonNullable<Match['hours']>): string {
  if (most === 0) return t('offers.no_hours')
  return least === most ? t('offers.reason_hours', { most }) : t('offers.reason_hours_between', { least, most })
}

/** What the pact says at first of meeting live and of both calendars, for whoever founds a project to go on with. */
export function usePactWords() {
  const { t, locale } = useMessages()
  return (own: OwnOffer, { offer, match, calendar }: FoundMatch) => {
    const holidaysOf = (side: 'own' | 'other') =>
      calendar.weeks.filter((week) => week[side] === 'holiday').map(({ monday }) => formatDay(monday, locale))
    const line = (school: string, days: readonly string[]) =>
      days.length === 0 ? [] : [t('offers.pactHolidays', { school, weeks: new Intl.ListFormat(locale).format(days) })]
    const hours = match.hours && match.hours.most > 0 ? [hoursIn(t, match.hours)] : []
    return {
      rhythm: [
        t('offers.pactRhythm', {
          own: t(`offers.rhythm_${own.rhythm}`),
          other: t(`offers.rhythm_${offer.rhythm}`),
          school: offer.school.name,
        }),
        ...hours,
      ].join('\n'),
      calendars: [
        t('offers.reason_weeks', { count: match.weeks }),
        ...line(t('offers.ownSchool'), holidaysOf('own')),
        ...line(offer.school.name, holidaysOf('other')),
      ].join('\n'),
    }
  }
}
