import { type BoardObject, type Point, shapeNames } from '../board-model.ts'
import { isOpenShape, lineWidth, shapePath, textBox } from '../board-shapes.ts'
import type { Measure } from '../board-text.ts'
import type { Paint, PathItem, WordsItem } from './display.ts'
import { fittedLook, fittedSize } from './fit.ts'
import { middleLook, type TextLook } from './looks.ts'
import type { Thing } from './thing.ts'

const fills: readonly (Paint | undefined)[] = [undefined, 'tint', 'line']

/** Half of the padding is free: the words of a shape stand in its middle, and seldom at its corners. */
const inset = middleLook.padding - 4

const fittingOf = ({ text, shape: number }: Pick<BoardObject, 'text' | 'shape'>, measure: Measure) => ({
  ...{ text, look: middleLook, measure },
  roomIn(size: Point): Point {
    const { width, height } = textBox(number, size)
    return [width - 2 * inset, height - 2 * inset]
  },
})

/** How the words of a shape are set that is drawn in this size. */
export const shapeLook = (object: Pick<BoardObject, 'text' | 'shape'>, size: Point, measure: Measure): TextLook =>
  fittedLook(fittingOf(object, measure), size)

export const shape: Thing = {
  hasText: true,
  look: () => middleLook,
  usualSize: [160, 100],
  sizeOf: (object, given, { measure }) =>
    isOpenShape(object.shape) ? given : fittedSize(fittingOf(object, measure), given),
  isTile: 'with-words',
  outline({ shape: number }) {
    const name = shapeNames[number]
    return name === 'ellipse' || name === 'diamond' ? name : 'box'
  },
  display(object, { width, height }, { isPicture, looks }) {
    const { shape: number, fill, stroke, text } = object
    const isOpen = isOpenShape(number)
    const line: PathItem = {
      kind: 'path',
      d: shapePath(number, [width, height]),
      ...(isOpen ? { hasEnds: true } : { fill: fills[fill] }),
      stroke: 'line',
      strokeWidth: lineWidth(stroke),
    }
    if (isOpen && !isPicture) return [line]
    const area = textBox(number, [width, height])
    const words: WordsItem = {
      ...{ kind: 'words', ...area, x: area.x + inset, width: area.width - 2 * inset },
      ...{
        text,
        look: shapeLook(object, [width, height], looks.measure),
        isInMiddle: true,
        colour: fill === 2 && !isOpen ? 'surface' : 'text',
      },
    }
    return [line, words]
  },
}
