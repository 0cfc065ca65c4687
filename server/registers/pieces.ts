import Papa from 'papaparse'
import { AppError } from '../kit/errors.ts'
import { decodeTable } from '../kit/table-bytes.ts'

/*
 * A register comes in pieces, cut anywhere. What of a piece is whole lines is read; the rest waits for the next one. Pure.
 */

const quote = 0x22
const lineFeed = 0x0a
/** The first of the three bytes by which a file says that it is UTF-8. */
const mark = 0xef
const longestLine = 64 * 1024

/** Where the last whole line of these bytes ends: a line feed within quotes ends none. */
export function endOfLines(bytes: Uint8Array, delimiter: string): number {
  const separator = delimiter.charCodeAt(0)
  let isQuoted = false
  let isFieldStart = true
  let end = 0
  for (let at = bytes[0] === mark ? 3 : 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (isQuoted) {
      // A doubled one ends a quote and begins it again.
      if (byte === quote) isQuoted = false
      continue
    }
    if (byte === quote && (isFieldStart || bytes[at - 1] === quote)) isQuoted = true
    if (byte === lineFeed) end = at + 1
    isFieldStart = byte === separator || byte === lineFeed
  }
  return end
}

/** What separates the cells of a head: what most of it is. */
export function delimiterOf(head: string): string {
  const counted = [';', ',', '\t', '|'].map((delimiter) => ({ delimiter, count: head.split(delimiter).length }))
  return counted.toSorted((one, other) => other.count - one.count)[0]?.delimiter ?? ';'
}

export interface Line {
  /** Of the file, from 1. */
  line: number
  cells: string[]
}

interface Read {
  lines: Line[]
  /** Bytes after the last whole line. */
  rest: Uint8Array
  /** Lines of the file read so far. */
  count: number
}

interface Place {
  delimiter: string
  /** Lines of the file before these bytes. */
  before: number
  isLast: boolean
}

/** Reads what is whole of these bytes. Throws where a line does not end: a quote was opened and never closed. */
export function readPiece(bytes: Uint8Array, { delimiter, before, isLast }: Place): Read {
  const end = isLast ? bytes.length : endOfLines(bytes, delimiter)
  const rest = bytes.subarray(end)
  if (rest.length > longestLine) throw new AppError('invalid', 'register_malformed')
  const text = decodeTable(bytes.subarray(0, end)).replace(/^\ufeff/, '')
  const { data } = Papa.parse<string[]>(text, { delimiter })
  let count = before
  const lines: Line[] = []
  for (const cells of data) {
    const line = count + 1
    count += 1 + cells.reduce((feeds, cell) => feeds + cell.split('\n').length - 1, 0)
    if (cells.some((cell) => cell.trim() !== '')) lines.push({ line, cells })
  }
  // What follows the last line feed is an empty line to the parser.
  return { lines, rest, count: text.endsWith('\n') ? count - 1 : count }
}

/** The head of a table and the first lines below it. Throws where these bytes begin no table. */
export function readHead(bytes: Uint8Array): { delimiter: string; head: string[]; samples: string[][] } {
  const feed = bytes.indexOf(lineFeed)
  const start = decodeTable(feed < 0 ? bytes : bytes.subarray(0, feed))
  if (start.includes('\0')) throw new AppError('invalid', 'register_no_table')
  const delimiter = delimiterOf(start)
  const end = endOfLines(bytes, delimiter)
  const whole = end === 0 ? bytes : bytes.subarray(0, end)
  const { lines } = readPiece(whole, { delimiter, before: 0, isLast: true })
  const [head, ...below] = lines
  if (!head || head.cells.length < 3 || below.length === 0) throw new AppError('invalid', 'register_no_table')
  return {
    delimiter,
    head: head.cells.map((cell) => cell.trim()),
    samples: below.slice(0, 3).map(({ cells }) => cells),
  }
}
