import { shapeNames } from '../board-model.ts'
import { isOpenShape, lineWidth, shapePath, textBox } from '../board-shapes.ts'
import type { Paint, PathItem, WordsItem } from './display.ts'
import { middleLook } from './looks.ts'
import type { Thing } from './thing.ts'

const fills: readonly (Paint | undefined)[] = [undefined, 'tint', 'line']

export const shape: Thing = {
  hasText: true,
  look: () => middleLook,
  usualSize: [160, 100],
  isTile: 'with-words',
  outline({ shape: number }) {
    const name = shapeNames[number]
    return name === 'ellipse' || name === 'diamond' ? name : 'box'
  },
  display({ shape: number, fill, stroke, text }, { width, height }, { isPicture }) {
    const isOpen = isOpenShape(number)
    const line: PathItem = {
      kind: 'path',
      d: shapePath(number, [width, height]),
      ...(isOpen ? { hasEnds: true } : { fill: fills[fill] }),
      stroke: 'line',
      strokeWidth: lineWidth(stroke),
    }
    if (isOpen && !isPicture) return [line]
    const { padding } = middleLook
    const area = textBox(number, [width, height])
    const inset = isPicture ? padding / 2 : padding
    const words: WordsItem = {
      ...{ kind: 'words', ...area, x: area.x + inset, width: area.width - 2 * inset },
      ...{ text, look: middleLook, isInMiddle: true, colour: fill === 2 && !isOpen ? 'surface' : 'text' },
    }
    return [line, words]
  },
}
