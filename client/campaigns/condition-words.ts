import type { Asks, ConditionView, Missing } from '#client/data/campaigns.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'

/** Conditions in plain words: what each asks, what proves it, and what is missing. */
export function useConditionWords() {
  const { t, locale } = useMessages()
  const day = (on: string | number | undefined) => formatDay(String(on ?? ''), locale)

  const asks = (one: Asks): string => {
    if (one.is === 'school_registered_for') return t('campaigns.is_school_registered_for', { years: one.years })
    if (one.is === 'management_registered') return t('campaigns.is_management_registered')
    if (one.is === 'staff_registered')
      return t(one.active === null ? 'campaigns.is_staff_registered' : 'campaigns.is_staff_active', {
        least: one.least,
      })
    if (one.is !== 'took_part') return t('campaigns.is_other')
    return one.within === 'school_year'
      ? t('campaigns.is_took_part_year')
      : t('campaigns.is_took_part_years', { years: one.within.years })
  }

  const proof = ({ what, name, since }: ConditionView['proof'][number]): string => {
    if (what === 'school') return t('campaigns.proof_school', { day: day(since ?? '') })
    if (what === 'award') return t('campaigns.proof_award', { day: day(since ?? '') })
    return t('campaigns.proof', { name: name ?? t('campaigns.proof_somebody'), day: day(since ?? '') })
  }

  const missing = ({ word, values }: Missing): string => {
    const [there, least] = [Number(values['there']), Number(values['least'])]
    switch (word) {
      case 'school_registered_later':
        return t('campaigns.missing_school_registered_later', { by: day(values['by']) })
      case 'school_not_registered':
      case 'school_closed':
      case 'no_management':
      case 'no_such_project':
      case 'no_labelled_project':
        return t(`campaigns.missing_${word}`)
      case 'too_few_staff':
      case 'too_few_active_staff':
        return t(`campaigns.missing_${word}`, { there, least })
      default:
        return t('campaigns.missing_other')
    }
  }

  return { asks, proof, missing }
}
