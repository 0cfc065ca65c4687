import { type Measure, shortened, textHeight, wrapText } from '../board-text.ts'
import type { Area, WordsItem } from './display.ts'

interface SetWords {
  readonly lines: string[]
  /** Where the first line begins; of words set in the middle, where its middle is. */
  readonly x: number
  readonly y: number
  readonly height: number
}

/** Words broken into lines, and where these stand. */
export function setWords(item: WordsItem, measure: Measure): SetWords {
  const { text, look, width, isOneLine, isInMiddle } = item
  const lines = isOneLine === true ? [shortened(text, width, look, measure)] : wrapText(text, width, look, measure)
  const height = textHeight(lines.length, look)
  return {
    lines,
    height,
    x: look.align === 'middle' ? item.x + width / 2 : item.x,
    y: isInMiddle === true ? item.y + (item.height - height) / 2 : item.y,
  }
}

/** What lies behind words whose longest line is so wide. */
export const groundOf = ({ x, y, height }: SetWords, width: number, edge: { x: number; y: number }): Area => ({
  x: x - width / 2 - edge.x,
  y: y - edge.y,
  width: width + 2 * edge.x,
  height: height + 2 * edge.y,
})
