import { type CardPart, cardLayout, chipHeight } from '../board-card.ts'
import type { BoardObject } from '../board-model.ts'
import { type Area, type Item, whole } from './display.ts'
import { pictureIn, thinLine } from './image.ts'
import { plainLook, smallLook } from './looks.ts'
import type { Setting, Thing } from './thing.ts'

type Size = Pick<Area, 'width' | 'height'>

const corners = 10
const bandHeight = 4
const { padding } = plainLook

/** Along the top of a paper with round corners. */
function band(width: number): string {
  const [r, w] = [corners, width - corners]
  return `M0 ${r}a${r} ${r} 0 0 1 ${r} ${-r}H${w}a${r} ${r} 0 0 1 ${r} ${r}a${r} ${r - bandHeight} 0 0 0 ${-r} ${bandHeight - r}H${r}a${r} ${r - bandHeight} 0 0 0 ${-r} ${r - bandHeight}Z`
}

/** A sheet with a band of colour along its top. */
export function bandedPaper(
  size: Size,
  paper: { fill: 'surface' | 'sunken'; stroke?: 'edge' },
  hasBand = true,
): Item[] {
  const sheet = { ...whole(size), corners, ...paper }
  return hasBand && size.width > 2 * corners ? [sheet, { kind: 'path', d: band(size.width), fill: 'line' }] : [sheet]
}

/** The colour of a thing as a band, for the screen. */
export const topBand = ({ width }: Size): Item => ({ ...whole({ width, height: bandHeight }), fill: 'line' })

/** A wall has coloured cards; on a canvas, among so much colour, white ones. */
function sheetOf({ colour }: BoardObject, size: Size, { isPicture }: Setting): Item[] {
  if (isPicture) return bandedPaper(size, { fill: 'surface', stroke: 'edge' }, colour !== 0)
  return [{ ...whole(size), corners, fill: 'surface', stroke: 'edge', strokeWidth: 1 }]
}

const icons = {
  file: 'M11 10h9l5 5v12h-14zM20 10v5h5',
  voice: 'M13 11l12 7l-12 7z',
  link: 'M17 21l6 -6M15 18l-2 2a3.5 3.5 0 0 0 5 5l2 -2M21 13l2 -2a3.5 3.5 0 0 1 5 5l-2 2',
} as const

function chip({ href }: BoardObject, part: CardPart & { kind: 'chip' }, width: number): Item[] {
  const { icon, label, y } = part
  const items: Item[] = [
    { kind: 'box', x: padding, y, width: width - 2 * padding, height: chipHeight, corners: 6, fill: 'sunken' },
    { kind: 'path', d: icons[icon], x: padding - 4, y, ...thinLine },
    { kind: 'lines', lines: [label], x: padding + 30, y: y + 9, look: smallLook, colour: 'text' },
  ]
  return icon === 'link' && href !== '' ? [{ kind: 'link', href, items }] : items
}

function partOf(object: BoardObject, part: CardPart, width: number, setting: Setting): Item[] {
  switch (part.kind) {
    case 'image': {
      const area = { x: 0, y: part.y, width, height: part.height }
      const picture = pictureIn(object, area, setting)
      return [setting.isPicture ? picture : { ...picture, instead: [{ ...whole(area), fill: 'sunken' }] }]
    }
    case 'lines':
      return [{ kind: 'lines', lines: part.lines, x: padding, y: part.y, look: plainLook, colour: 'text' }]
    case 'small':
      return [{ kind: 'lines', lines: [part.text], x: padding, y: part.y, look: smallLook, colour: 'faint' }]
    case 'chip': {
      if (setting.isPicture) return chip(object, part, width)
      const at = { x: padding + chipHeight, y: part.y + 9 }
      return [{ kind: 'lines', lines: [part.label], ...at, look: smallLook, colour: 'faint' }]
    }
  }
}

const partsOf = (object: BoardObject, { width }: Size, setting: Setting) =>
  cardLayout(object, width, setting.looks).parts.flatMap((part) => partOf(object, part, width, setting))

/** Anything as a card of a wall. */
export const tileDisplay = (object: BoardObject, size: Size, setting: Setting): Item[] => [
  { ...whole(size), corners, fill: object.colour === 0 ? 'surface' : 'tint', stroke: 'edge' },
  ...partsOf(object, size, setting),
]

/** Drawn as a card everywhere: as high as what it holds. */
export const cardLike: Pick<Thing, 'sizeOf' | 'isTile' | 'fillsColumn' | 'display'> = {
  sizeOf: (object, [width, height], looks) => [width, Math.max(height, cardLayout(object, width, looks).height)],
  isTile: true,
  fillsColumn: true,
  display: (object, size, setting) => [...sheetOf(object, size, setting), ...partsOf(object, size, setting)],
}

export const card: Thing = {
  ...cardLike,
  hasText: true,
  isMarkdown: true,
  usualSize: [260, 0],
  flowsAtFirst: true,
  isOfAuthor: true,
  takesFiles: true,
  display: (object, size, setting) => [
    ...sheetOf(object, size, setting),
    // Its colour, which others of its kind have elsewhere.
    ...(setting.isPicture ? [] : [topBand(size)]),
    ...partsOf(object, size, setting),
  ],
}
