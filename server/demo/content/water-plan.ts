import type { ContentObject } from '#collab/documents/board.ts'

/** The plan of the EPI: eight weeks of three subjects, two of them behind us, with two sessions that clash in the next one. */

interface PlannedDay {
  /** 0 is the week of today. */
  week: number
  /** 1 Monday to 7 Sunday. */
  day: number
}

type Thing = Pick<ContentObject, 'id' | 'type'> & Partial<Omit<ContentObject, 'id' | 'type' | 'date' | 'people'>>
/** `skills`: codes of lines of the socle. */
export type PlannedThing = Thing & { on?: PlannedDay; who?: readonly string[]; skills?: readonly string[] }

export const on = (week: number, day: number): { on: PlannedDay } => ({ on: { week, day } })
export const hour = (hours: number, minutes = 0) => hours * 60 + minutes

const [nadia, claire, hugo] = ['Nadia Benali', 'Claire Fontaine', 'Hugo Perrin'] as const

const lanes: PlannedThing[] = ['Sciences', 'Histoire-géographie', 'Français'].map((text, at) => ({
  ...{ id: text, type: 'column', text, language: 'fr', colour: at + 2, size: [288, 0], place: [at * 312, 0] },
}))

const steps: PlannedThing[] = [
  { id: 'measure', type: 'step', text: 'Mesurer et enquêter', ...on(1, 5) },
  { id: 'write', type: 'step', text: 'Écrire et enregistrer', ...on(3, 5) },
  { id: 'walk', type: 'step', text: 'La promenade sonore avec les familles', ...on(5, 1) },
]

const sciences = { type: 'session', parent: 'Sciences', who: [nadia], startsAt: hour(8, 30), planned: 90 } as const
const history = {
  type: 'session',
  parent: 'Histoire-géographie',
  who: [claire],
  startsAt: hour(10),
  planned: 60,
} as const
const french = { type: 'session', parent: 'Français', who: [hugo], startsAt: hour(14), planned: 60 } as const

const sessions: PlannedThing[] = [
  {
    id: 's1',
    ...sciences,
    text: 'Lire une carte du réseau d’eau',
    room: 'Labo 2',
    done: 90,
    skills: ['D1.3.6'],
    ...on(-2, 2),
  },
  {
    id: 's2',
    ...sciences,
    text: 'Mesurer le débit au quai',
    step: 'measure',
    room: 'Labo 2',
    skills: ['D4.1', 'D2.2'],
    ...on(0, 2),
  },
  {
    id: 's3',
    ...sciences,
    text: 'L’eau est-elle propre ?',
    step: 'measure',
    room: 'Labo 2',
    skills: ['D4.1', 'D3.3'],
    ...on(1, 2),
  },
  { id: 's4', ...sciences, text: 'Du tableau au graphique', step: 'write', room: 'Labo 2', ...on(3, 2) },
  { id: 'h1', ...history, text: 'Les aqueducs de Lugdunum', room: 'B12', done: 60, ...on(-1, 4) },
  { id: 'h2', ...history, text: 'La carte commentée', step: 'write', room: 'B12', skills: ['D5.1'], ...on(1, 4) },
  { id: 'h3', ...history, text: 'Les quais d’hier et d’aujourd’hui', step: 'write', room: 'B12', ...on(2, 4) },
  { id: 'f1', ...french, text: 'Haïkus au bord de l’eau', room: 'CDI', done: 60, ...on(-1, 5) },
  // Claire is in the other of the two as well, and there is one room.
  {
    ...{ id: 'f2', ...french, text: 'Écrire le texte des étapes', step: 'write', room: 'B12' },
    ...{ who: [hugo, claire], isShared: true, startsAt: hour(10, 30), ...on(1, 4) },
  },
  { id: 'f3', ...french, text: 'Enregistrer les voix', step: 'write', room: 'CDI', planned: 120, ...on(3, 5) },
  {
    ...{ id: 'f4', ...french, text: 'Répétition générale', step: 'walk', room: 'Préau', planned: 120 },
    ...{ who: [hugo, nadia, claire], isShared: true, ...on(4, 4) },
  },
  { id: 'exam', type: 'exam', text: 'Brevet blanc des 3e', ...on(2, 1) },
]

const tasks: PlannedThing[] = [
  { id: 't1', type: 'task', text: 'Réserver l’enregistreur du CDI', who: [hugo], step: 'write', ...on(2, 5) },
  { id: 't2', type: 'task', text: 'Apporter une photo d’un quai', who: ['Louise T.'], step: 'measure', ...on(1, 1) },
  { id: 't3', type: 'task', text: 'Écrire aux familles', who: [nadia], step: 'walk', ...on(3, 1) },
]

export const waterPlanThings: readonly PlannedThing[] = [...lanes, ...steps, ...sessions, ...tasks]
