import Papa from 'papaparse'

/** What a spreadsheet would reckon is words: an apostrophe before it says so. A dash alone is nothing to reckon. */
const plain = (cell: string) => (/^[=+\-@\t\r]/.test(cell) && cell !== '-' ? `'${cell}` : cell)

/** A table for a spreadsheet: with a mark by which it reads UTF-8, and without formulas. */
export const csvOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\ufeff${Papa.unparse(
    [head, ...rows].map((cells) => cells.map(plain)),
    { newline: '\r\n' },
  )}`
