import { addDays, mondayOf } from '#collab/plan/days.ts'
import { type OfferRow, upsertOffer } from '#db/queries/offers.ts'
import type { Tx } from '#db/client.ts'
import { languageLevels, type LanguageLevel } from '#db/schema/values.ts'

/* Classes that teachers of the programme offer; those of Lyon and of Heidelberg fit each other. */

interface DemoOffer extends Pick<OfferRow, 'id' | 'title' | 'words' | 'subjects' | 'countries' | 'rhythm' | 'pupils'> {
  displayName: string
  ages: [from: number, to: number]
  languages: Record<string, LanguageLevel>
  /** Weeks from today, and how many. */
  weeks: [begin: number, count: number]
  hours: [weekday: number, startsAt: number, minutes: number][]
}

export const demoOffers: DemoOffer[] = [
  {
    ...{ id: '0a51f8c2-6f0e-4c7b-9d54-2f4b1c3a7e01', displayName: 'Claire Fontaine' },
    ...{ title: 'Une rivière de plus', words: 'Mesurer l’eau chez nous et chez vous, et dessiner une carte ensemble.' },
    ...{ subjects: ['sciences', 'geography'], countries: [], rhythm: 'monthly', pupils: 26, ages: [11, 13] },
    ...{ languages: { fr: 'C2', en: 'B2', de: 'B1' }, weeks: [4, 14] },
    hours: [
      [2, 10 * 60, 55],
      [4, 14 * 60, 55],
    ],
  },
  {
    ...{ id: '0a51f8c2-6f0e-4c7b-9d54-2f4b1c3a7e02', displayName: 'Lukas Brandt' },
    ...{
      title: 'Flüsse ohne Grenzen',
      words: 'Wir zeichnen unseren Fluss und suchen eine Klasse, die ihren zeichnet.',
    },
    ...{
      subjects: ['geography', 'history'],
      countries: ['FR', 'IT'],
      rhythm: 'fortnightly',
      pupils: 24,
      ages: [12, 14],
    },
    ...{ languages: { de: 'C2', en: 'C1', fr: 'A2' }, weeks: [6, 14] },
    hours: [[2, 10 * 60 + 15, 45]],
  },
  {
    ...{ id: '0a51f8c2-6f0e-4c7b-9d54-2f4b1c3a7e03', displayName: 'Carla Ferri' },
    ...{ title: 'Un coro, due città', words: 'Cantare la stessa canzone in due lingue e filmarla.' },
    ...{ subjects: ['music', 'drama'], countries: [], rhythm: 'weekly', pupils: 20, ages: [11, 14] },
    ...{ languages: { it: 'C2', fr: 'B2' }, weeks: [5, 10], hours: [] },
  },
]

export function storeOffer(tx: Tx, userId: string, offer: DemoOffer, at: Date): Promise<void> {
  const { displayName: _, ages, languages, weeks, hours, ...said } = offer
  const fromDate = mondayOf(addDays(at.toISOString().slice(0, 10), 7 * weeks[0]))
  return upsertOffer(tx, {
    ...{ ...said, userId, state: 'open', kind: 'european', ageFrom: ages[0], ageTo: ages[1] },
    languages: Object.entries(languages).map(([code, level]) => ({ code, level: languageLevels.indexOf(level) + 1 })),
    hours: hours.map(([weekday, startsAt, minutes]) => ({ weekday, startsAt, minutes })),
    ...{ fromDate, toDate: addDays(fromDate, 7 * weeks[1] - 1), createdAt: at, changedAt: at },
  })
}
