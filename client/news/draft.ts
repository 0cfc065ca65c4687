import type { NewsDraft, NewsView } from '#client/data/news.ts'
import { today } from '#client/locales/dates.ts'

/* An item as the form has it. */

/** Moments as their fields have them: what is half typed stays as it is. */
export type Written = Omit<NewsDraft, 'startsAt' | 'endsAt'> & Record<'startsAt' | 'endsAt', string>

export const emptyDraft = (countryCode: string | null, language: string): Written => ({
  ...{ kind: 'action', countryCode, regionId: null, themeId: null, from: today(), to: null },
  ...{ startsAt: '', endsAt: '', place: '', url: null, citations: [] },
  texts: [{ language, title: '', body: '' }],
})

export const draftOf = (view: NewsView): Written => ({
  ...{ kind: view.kind, countryCode: view.countryCode, regionId: view.region?.id ?? null },
  ...{ themeId: view.theme?.id ?? null, from: view.from, to: view.to },
  ...{ startsAt: fieldOfMoment(view.startsAt), endsAt: fieldOfMoment(view.endsAt) },
  ...{ place: view.place, url: view.url, citations: view.citations },
  texts: view.texts,
})

export const sentOf = ({ startsAt, endsAt, ...draft }: Written): NewsDraft => ({
  ...draft,
  ...{ startsAt: momentOfField(startsAt), endsAt: momentOfField(endsAt) },
})

/** A moment as a field of the browser shows it, by the clock of this device, and back. */
function fieldOfMoment(moment: string | null): string {
  if (moment === null) return ''
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(moment))
    .replace(' ', 'T')
}

function momentOfField(field: string): string | null {
  const at = new Date(field)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
