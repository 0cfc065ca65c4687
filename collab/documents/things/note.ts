import type { BoardObject, Point } from '../board-model.ts'
import { type Measure, textHeight, wrapText } from '../board-text.ts'
import { whole, type WordsItem } from './display.ts'
import { fittedLook, fittedSize } from './fit.ts'
import { plainLook, type TextLook } from './looks.ts'
import type { Thing } from './thing.ts'

const look = { ...plainLook, size: 18, padding: 16 }
const { padding } = look

const fittingOf = ({ text }: Pick<BoardObject, 'text'>, measure: Measure) => ({
  ...{ text, look, measure },
  roomIn: ([width, height]: Point): Point => [width - 2 * padding, height - 2 * padding],
})

/** How the words of a note are set that is drawn in this size: the more there are, the smaller they get. */
export const noteLook = (object: Pick<BoardObject, 'text'>, size: Point, measure: Measure): TextLook =>
  fittedLook(fittingOf(object, measure), size)

export const note: Thing = {
  hasText: true,
  look: () => look,
  usualSize: [200, 200],
  sizeOf: (object, given, { measure }) => fittedSize(fittingOf(object, measure), given),
  heightIn({ text }, [width, height], { measure }) {
    const lines = wrapText(text, width - 2 * padding, look, measure)
    return Math.max(height, textHeight(lines.length, look) + 2 * padding)
  },
  isTile: true,
  fillsColumn: true,
  display(object, size, { isPicture, looks }) {
    const { text } = object
    const room = { x: padding, y: padding, width: size.width - 2 * padding, height: size.height - 2 * padding }
    const set = noteLook(object, [size.width, size.height], looks.measure)
    const words: WordsItem = { kind: 'words', ...room, text, look: set, colour: 'text' }
    const paper = { ...whole(size), fill: 'tint' } as const
    if (isPicture) return [{ ...paper, corners: 4, stroke: 'line', strokeOpacity: 0.25 }, words]
    const shade = {
      ...whole(size),
      x: -2,
      y: 3,
      width: size.width + 4,
      height: size.height + 4,
      fill: 'shade',
    } as const
    return [shade, { ...paper, corners: [3, 3, 14, 3], stroke: 'device-edge', strokeWidth: 1 }, words]
  },
}
