import { bandedPaper, topBand } from './card.ts'
import { whole, type WordsItem } from './display.ts'
import { titleAbove } from './frame.ts'
import { titleLook } from './looks.ts'
import type { Thing } from './thing.ts'

export const columnLook = { width: 280, padding: 12, gap: 12, heading: 48, apart: 24 } as const

export const column: Thing = {
  hasText: true,
  look: () => titleLook,
  usualSize: [columnLook.width, 0],
  holds: 'stacked',
  flowsAtFirst: true,
  display(object, size, setting) {
    if (!setting.isPicture)
      return [{ ...whole(size), corners: 14, fill: 'sunken' }, topBand(size), titleAbove(object, size, setting)]
    const { padding } = columnLook
    const title: WordsItem = {
      ...{ kind: 'words', x: padding, y: padding, width: size.width - 2 * padding, height: columnLook.heading },
      ...{ text: object.text, look: titleLook, colour: 'text', isOneLine: true },
    }
    return [...bandedPaper(size, { fill: 'sunken' }), title]
  },
}
