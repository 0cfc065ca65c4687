import { hour, on, type PlannedThing } from './water-plan.ts'

/** The plan of two classes in two countries: a step is said in the language of whoever reads it. */

const said = (de: string, en: string) => ({
  translations: [
    ['de', de],
    ['en', en],
  ] as const,
})

const lanes: PlannedThing[] = ['Sciences', 'Geografie'].map((text, at) => ({
  ...{ id: text, type: 'column', text, language: at === 0 ? 'fr' : 'de', colour: at + 2 },
  ...{ size: [288, 0], place: [at * 312, 0] },
}))

const steps: PlannedThing[] = [
  {
    id: 'measure',
    type: 'step',
    text: 'Mesurer nos rivières',
    ...said('Unsere Flüsse messen', 'Measure our rivers'),
    ...on(2, 5),
  },
  {
    id: 'book',
    type: 'step',
    text: 'Écrire le livre à deux',
    ...said('Zusammen das Buch schreiben', 'Write the book together'),
    ...on(4, 5),
  },
]

const sciences = { type: 'session', parent: 'Sciences', who: ['Nadia Benali'], startsAt: hour(9), planned: 60 } as const
const geography = {
  type: 'session',
  parent: 'Geografie',
  language: 'de',
  who: ['Mareike Vogel'],
  startsAt: hour(10),
  planned: 90,
} as const

const sessions: PlannedThing[] = [
  { id: 's1', ...sciences, text: 'Choisir nos points de mesure', room: 'Labo 1', done: 60, ...on(-1, 3) },
  { id: 's2', ...sciences, text: 'Mesurer la Saône', step: 'measure', room: 'Labo 1', ...on(1, 3) },
  { id: 'g1', ...geography, text: 'Unsere Flüsse auf der Karte', room: 'R 204', ...on(0, 2) },
  { id: 'g2', ...geography, text: 'Messwerte vergleichen', step: 'measure', room: 'R 204', ...on(2, 2) },
  { id: 'g3', ...geography, text: 'Das Buch vorlesen', step: 'book', room: 'Aula', ...on(4, 2) },
]

export const riversPlanThings: readonly PlannedThing[] = [...lanes, ...steps, ...sessions]
