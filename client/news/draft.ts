import type { NewsDraft, NewsView } from '#client/data/news.ts'

/* An item as the form has it. */

const today = () => new Intl.DateTimeFormat('sv').format(new Date())

export const emptyDraft = (countryCode: string | null, language: string): NewsDraft => ({
  ...{ kind: 'action', countryCode, regionId: null, themeId: null, from: today(), to: null },
  ...{ startsAt: null, endsAt: null, place: '', url: null, citations: [] },
  texts: [{ language, title: '', body: '' }],
})

export const draftOf = (view: NewsView): NewsDraft => ({
  ...{ kind: view.kind, countryCode: view.countryCode, regionId: view.region?.id ?? null },
  ...{ themeId: view.theme?.id ?? null, from: view.from, to: view.to, startsAt: view.startsAt, endsAt: view.endsAt },
  ...{ place: view.place, url: view.url, citations: view.citations },
  texts: view.texts,
})

/** A moment as a field of the browser shows it, by the clock of this device, and back. */
export function fieldOfMoment(moment: string | null): string {
  if (moment === null) return ''
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(moment))
    .replace(' ', 'T')
}

export function momentOfField(field: string): string | null {
  const at = new Date(field)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
