import { packInk, type InkPoint } from '#collab/documents/board-ink.ts'
import { type BoardObject, type Layout, shapeNames } from '#collab/documents/board-model.ts'
import type { Board } from '#collab/documents/board-read.ts'
import { atRest } from '#collab/documents/board-values.ts'

/** A board in plain values, with every kind of object once: what a picture of a board must show. */

export const sampleObject = (
  id: string,
  type: BoardObject['type'],
  values: Partial<BoardObject> = {},
): BoardObject => ({ ...atRest, text: '', id: `lea.${id}`, author: 'lea', type, ...values })

export const sampleAsset = '0c3f7a52-8b7e-4b6e-9f58-0a4c8f5e2d11'

const wave = (pressure: (at: number) => number): InkPoint[] =>
  Array.from({ length: 60 }, (_, at) => ({ x: at * 4, y: 30 + 25 * Math.sin(at / 6), pressure: pressure(at) }))

const shape = (name: (typeof shapeNames)[number]) => shapeNames.indexOf(name)

export function boardWith(
  objects: readonly BoardObject[],
  layout: Layout = 'canvas',
  more: Partial<Board> = {},
): Board {
  return {
    meta: { layout, hasNames: true, needsApproval: false, poll: null, tally: new Map() },
    moderation: { locked: new Set(), pinned: new Set(), paused: new Set(), hidden: new Set() },
    objects,
    comments: [],
    reactions: [],
    ...more,
  }
}

export const everyObject: readonly BoardObject[] = [
  sampleObject('frame', 'frame', { place: [0, 40], size: [560, 360], colour: 5, text: 'Die Donau – was wissen wir?' }),
  sampleObject('note', 'note', {
    parent: 'lea.frame',
    place: [24, 24],
    size: [200, 150],
    colour: 1,
    text: 'La source est à Donaueschingen, en Forêt-Noire.\n\nOn l’a vue en mai !',
  }),
  sampleObject('turned', 'note', {
    parent: 'lea.frame',
    place: [300, 60],
    size: [180, 120],
    colour: 3,
    rotation: -6,
    text: 'Wie lang ist sie? 2 850 km',
  }),
  sampleObject('shape', 'shape', {
    place: [640, 60],
    size: [180, 110],
    shape: shape('ellipse'),
    colour: 6,
    fill: 1,
    text: 'Delta',
  }),
  sampleObject('solid', 'shape', {
    place: [900, 60],
    size: [160, 110],
    shape: shape('diamond'),
    colour: 4,
    fill: 2,
    text: 'Ende?',
  }),
  sampleObject('star', 'shape', { place: [1120, 60], size: [110, 110], shape: shape('star'), colour: 2, stroke: 3 }),
  sampleObject('arrow', 'shape', { place: [1120, 200], size: [120, 20], shape: shape('arrow'), rotation: 20 }),
  sampleObject('text', 'text', { place: [640, 240], stroke: 3, colour: 7, text: 'Unser Fluss' }),
  sampleObject('ink', 'ink', { place: [640, 300], size: [236, 55], colour: 5, points: packInk(wave(() => 0.5)) }),
  sampleObject('pressed', 'ink', {
    place: [940, 300],
    size: [236, 55],
    colour: 3,
    stroke: 3,
    points: packInk(wave((at) => 0.2 + at / 80)),
  }),
  sampleObject('marker', 'ink', {
    place: [640, 262],
    size: [170, 1],
    shape: 1,
    colour: 1,
    points: packInk([0, 170].map((x) => ({ x, y: 0, pressure: 0.5 }))),
  }),
  sampleObject('image', 'image', {
    place: [0, 440],
    size: [260, 180],
    asset: sampleAsset,
    alt: 'Das Delta von oben',
  }),
  sampleObject('card', 'card', {
    place: [300, 440],
    size: [260, 0],
    text: '**Ulm**: das Münster & die Donau <3\n- Fischerviertel\n- _Donauschwaben_',
    href: 'https://www.ulm.de/tourismus?a=1&b=2',
  }),
  sampleObject('voice', 'voice', { place: [600, 440], size: [260, 0], alt: 'Interview mit Opa', durationMs: 65_400 }),
  sampleObject('file', 'file', { place: [600, 540], size: [260, 0], name: 'Messwerte Mai.csv' }),
  sampleObject('link', 'link', { place: [600, 640], size: [260, 0], href: 'https://example.org/', name: 'Pegel' }),
  sampleObject('column', 'column', { place: [920, 440], size: [280, 0], text: 'À trier', colour: 2 }),
  sampleObject('first', 'card', { parent: 'lea.column', order: 'a1', text: 'Eau potable' }),
  sampleObject('second', 'card', { parent: 'lea.column', order: 'a2', text: 'Bateaux', colour: 6 }),
  sampleObject('straight', 'connector', {
    from: ['lea.note', 0.5, 0.5],
    to: ['lea.turned', 0.5, 0.5],
    text: 'fragt',
  }),
  sampleObject('curved', 'connector', {
    from: ['lea.turned', 1, 0.5],
    to: ['lea.shape', 0.5, 0.5],
    fill: 1,
    colour: 6,
    shape: 2,
  }),
  sampleObject('elbow', 'connector', {
    from: ['lea.shape', 0.5, 0.5],
    to: ['lea.solid', 0.5, 0],
    fill: 2,
    stroke: 3,
    colour: 4,
  }),
  sampleObject('binned', 'note', { place: [4000, 4000], text: 'nobody sees this', isRemoved: true }),
]
