import { textHeight, wrapText } from '../board-text.ts'
import { plainLook } from './looks.ts'
import type { Thing } from './thing.ts'

const sizes = [16, 20, 28, 40] as const
/** One that was given no width is as wide as its longest line, up to this. */
const widthMost = 640

/** Its stroke 1-4 is the size of its letters. */
const lookOf = (stroke: number) => ({
  ...plainLook,
  size: sizes[Math.min(sizes.length, Math.max(1, stroke)) - 1] ?? plainLook.size,
  padding: 0,
  weight: stroke > 2 ? (600 as const) : (400 as const),
})

export const text: Thing = {
  hasText: true,
  look: lookOf,
  usualSize: [0, 0],
  sizeOf({ text: words, stroke }, [width, height], { measure }) {
    const look = lookOf(stroke)
    const lines = wrapText(words, width || widthMost, look, measure)
    const longest = Math.max(0, ...lines.map((line) => measure(line, look)))
    return [width || Math.ceil(longest) + 1, Math.max(height, textHeight(lines.length, look))]
  },
  isTile: true,
  fillsColumn: true,
  display: ({ text: words, stroke }, { width, height }) => [
    // Half a pixel more: what was measured to fit is not broken.
    { kind: 'words', x: 0, y: 0, width: width + 0.5, height, text: words, look: lookOf(stroke), colour: 'line' },
  ],
}
