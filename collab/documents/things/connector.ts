import { lineWidth } from '../board-shapes.ts'
import type { PathItem, WordsItem } from './display.ts'
import { middleLook } from './looks.ts'
import type { Thing } from './thing.ts'

const look = { ...middleLook, size: 14, padding: 4 }

export const connector: Thing = {
  hasText: true,
  look: () => look,
  usualSize: [0, 0],
  display: () => [],
  along({ text, stroke }, { path, heads, middle: [x, y] }, { isPicture }) {
    const line: PathItem = {
      ...{ kind: 'path', d: path + heads, stroke: 'line', strokeWidth: lineWidth(stroke), hasEnds: true },
    }
    if (text.trim() === '') return [line]
    const width = isPicture ? 240 : 208
    const words: WordsItem = {
      ...{ kind: 'words', x: x - width / 2, y, width, height: 0, isInMiddle: true, text, look, colour: 'text' },
      ...(isPicture
        ? { isOneLine: true, ground: { paint: 'canvas', x: look.padding, y: look.padding / 2, corners: 4 } }
        : { ground: { paint: 'canvas', x: 6, y: 2 } }),
    }
    return [line, words]
  },
}
