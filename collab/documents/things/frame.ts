import type { BoardObject } from '../board-model.ts'
import { frameTitleHeight } from '../board-shapes.ts'
import { colourIndex } from '../board-palette.ts'
import { type Area, type Item, whole, type WordsItem } from './display.ts'
import { titleLook } from './looks.ts'
import type { Setting, Thing } from './thing.ts'

const inset = 6

/** The name of what holds others, on the screen: above it. */
export const titleAbove = (
  { text }: BoardObject,
  { width }: Pick<Area, 'width'>,
  { untitled }: Setting,
): WordsItem => ({
  ...{ kind: 'words', x: inset, y: 2 - frameTitleHeight, width: width - 2 * inset, height: frameTitleHeight },
  ...{ text: text || untitled, look: titleLook, colour: 'faint', isOneLine: true },
})

/** Its ground is a third of its tint on paper; of one without a colour, thin paper. */
function paperOf({ colour }: BoardObject, size: Pick<Area, 'width' | 'height'>): Item[] {
  const paper = { ...whole(size), corners: 10 } as const
  const edge = { stroke: 'strong-edge', strokeWidth: 2 } as const
  return colourIndex(colour) === 0
    ? [{ ...paper, fill: 'surface', fillOpacity: 0.7, ...edge }]
    : [
        { ...paper, fill: 'surface' },
        { ...paper, fill: 'tint', fillOpacity: 0.35, ...edge },
      ]
}

export const frame: Thing = {
  hasText: true,
  look: () => titleLook,
  usualSize: [640, 420],
  holds: 'placed',
  above: frameTitleHeight,
  display(object, size, setting) {
    const title = titleAbove(object, size, setting)
    if (!setting.isPicture) return [...paperOf(object, size), title]
    const edge = { stroke: 'faint', strokeWidth: 2 } as const
    return [
      { ...whole(size), corners: 10, fill: 'tint', fillOpacity: object.colour === 0 ? 0 : 0.35, ...edge },
      { ...title, y: 3 - frameTitleHeight, width: size.width },
    ]
  },
}
