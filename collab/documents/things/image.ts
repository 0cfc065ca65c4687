import type { BoardObject } from '../board-model.ts'
import { type Area, type Item, type PictureItem, whole } from './display.ts'
import { smallLook } from './looks.ts'
import type { Setting, Thing } from './thing.ts'

/** Of icons. */
export const thinLine = { stroke: 'faint', strokeWidth: 1.9, hasEnds: true } as const

const icon = (x: number, y: number) => `M${x - 10} ${y - 8}h20v16h-20zM${x - 10} ${y + 4}l6 -6l5 5l3 -3l6 6`

/** Where a picture is not there: its place, and in a picture of the board what it would have shown. */
function missing(alt: string, size: Pick<Area, 'width' | 'height'>, { isPicture }: Setting): Item[] {
  const { width, height } = size
  if (!isPicture)
    return [
      { ...whole(size), fill: 'surface' },
      { ...whole(size), x: 1, y: 1, width: width - 2, height: height - 2, stroke: 'strong-edge', strokeWidth: 2 },
    ]
  return [
    { ...whole(size), corners: 6, fill: 'sunken', stroke: 'edge' },
    { kind: 'path', d: icon(width / 2, height / 2 - 12), ...thinLine },
    {
      ...{ kind: 'words', text: alt, look: { ...smallLook, align: 'middle' }, colour: 'faint', isOneLine: true },
      ...{ x: 8, y: height / 2 + 8, width: width - 16, height: 0 },
    },
  ]
}

export const pictureIn = (
  { asset, alt }: Pick<BoardObject, 'asset' | 'alt'>,
  area: Area,
  setting: Setting,
): PictureItem => ({ kind: 'picture', asset, ...area, instead: missing(alt, area, setting) })

export const image: Thing = {
  usualSize: [320, 220],
  isTile: true,
  shrinksInColumn: true,
  display: (object, { width, height }, setting) => [pictureIn(object, { x: 0, y: 0, width, height }, setting)],
}
