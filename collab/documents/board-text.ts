import type { TextLook } from './things/looks.ts'

/** Width of a text in pixels, set in the interface's letters at this size. */
export type Measure = (text: string, look: Pick<TextLook, 'size' | 'weight'>) => number

/** Longer texts than anybody reads in a picture are cut. */
const linesMost = 400

const segmenter =
  typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null

/** Letters as people see them. Old browsers take signs that join others for letters of their own. */
const lettersOf = (word: string): string[] =>
  segmenter === null ? Array.from(word) : Array.from(segmenter.segment(word), ({ segment }) => segment)

/** The lines of a text in this width, as a browser breaks them: at spaces, and anywhere in a word that is too long. */
export function wrapText(text: string, width: number, look: TextLook, measure: Measure): string[] {
  const lines: string[] = []
  for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    if (lines.length >= linesMost) break
    wrapParagraph(paragraph, { width, widthOf: (line) => measure(line, look), lines })
  }
  return lines.slice(0, linesMost)
}

interface Wrapping {
  width: number
  widthOf: (line: string) => number
  lines: string[]
}

/** Widths are added up, not measured line by line: a text of five thousand letters is measured once. */
function wrapParagraph(paragraph: string, wrapping: Wrapping): void {
  const { width, widthOf, lines } = wrapping
  const space = widthOf(' ')
  let line = { text: '', width: 0 }
  for (const [at, word] of paragraph.split(/[ \t]+/).entries()) {
    const wordWidth = widthOf(word)
    if (at > 0 && line.width + space + wordWidth <= width) {
      line = { text: `${line.text} ${word}`, width: line.width + space + wordWidth }
      continue
    }
    if (at > 0) lines.push(line.text)
    line = wordWidth <= width ? { text: word, width: wordWidth } : breakWord(word, wrapping)
    if (lines.length >= linesMost) return
  }
  lines.push(line.text)
}

/** Puts all but the last line of a word that is too long, and gives that one. */
function breakWord(word: string, { width, widthOf, lines }: Wrapping): { text: string; width: number } {
  let line = { text: '', width: 0 }
  for (const letter of lettersOf(word)) {
    const letterWidth = widthOf(letter)
    if (line.text !== '' && line.width + letterWidth > width) {
      lines.push(line.text)
      if (lines.length >= linesMost) return { text: '', width: 0 }
      line = { text: letter, width: letterWidth }
    } else line = { text: line.text + letter, width: line.width + letterWidth }
  }
  return line
}

/** One line of a text, ended by three dots where it is longer than the width. */
export function shortened(text: string, width: number, look: TextLook, measure: Measure): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (measure(line, look) <= width) return line
  const letters = lettersOf(line.slice(0, 400))
  let [kept, over] = [0, letters.length]
  while (over - kept > 1) {
    const middle = (kept + over) >> 1
    if (measure(`${letters.slice(0, middle).join('')}…`, look) <= width) kept = middle
    else over = middle
  }
  return kept === 0 ? '' : `${letters.slice(0, kept).join('').trimEnd()}…`
}

export const textHeight = (lines: number, { size, lineHeight }: TextLook) => lines * size * lineHeight

/** Words of a card without the signs of its light Markdown: pictures of boards have one weight of letters. */
export const plainWords = (text: string): string =>
  text
    .replaceAll(/^\s{0,3}[-*]\s+/gm, '• ')
    .replaceAll(/\*\*([^*\n]{1,2000})\*\*/g, '$1')
    .replaceAll(/(?<![\w*])\*([^*\s][^*\n]{0,2000})\*(?![\w*])/g, '$1')
    .replaceAll(/(?<![\w_])_([^_\s][^_\n]{0,2000})_(?![\w_])/g, '$1')
    .replaceAll(/\[([^[\]\n]{1,500})\]\([^()\s]{1,2000}\)/g, '$1')
