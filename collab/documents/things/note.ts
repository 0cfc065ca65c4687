import { textHeight, wrapText } from '../board-text.ts'
import { whole, type WordsItem } from './display.ts'
import { plainLook } from './looks.ts'
import type { Thing } from './thing.ts'

const look = { ...plainLook, size: 18, padding: 16 }

export const note: Thing = {
  hasText: true,
  look: () => look,
  usualSize: [200, 200],
  sizeOf({ text }, [width, height], { measure }) {
    const lines = wrapText(text, width - 2 * look.padding, look, measure)
    return [width, Math.max(height, textHeight(lines.length, look) + 2 * look.padding)]
  },
  isTile: true,
  fillsColumn: true,
  display({ text }, size, { isPicture }) {
    const { padding } = look
    const room = { x: padding, y: padding, width: size.width - 2 * padding, height: size.height - 2 * padding }
    const words: WordsItem = { kind: 'words', ...room, text, look, colour: 'text' }
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
