import { AppError } from '../kit/errors.ts'
import { type Block, type Sheet, sheetLimits } from './sheet.ts'

/* What people wrote, made such that the template can draw it: whole characters, no controls, bounded. */

interface Run {
  text: string
  rtl: boolean
}

const strong = /\p{L}/u
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Whether it begins from the right: its first letter says so. */
const isRtl = (text: string) => rightToLeft.test(strong.exec(text)?.[0] ?? '')

const run = (text: string): Run => {
  const clean = text
    .slice(0, sheetLimits.text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\ufffd')
  return { text: clean, rtl: isRtl(clean) }
}

const runs = (text: string): Run[] =>
  text
    .slice(0, sheetLimits.text)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .filter((line) => line.trim() !== '')
    .map(run)

function table({ head, rows, numbers }: Extract<Block, { is: 'table' }>) {
  const columns = Math.min(head.length, 12)
  if (columns === 0) return { is: 'room', lines: 0 }
  // A row that is too short would push the cells of the next one to the left.
  const filled = rows.map((row) => Array.from({ length: columns }, (_, at) => run(row[at] ?? '')))
  return { is: 'table', head: head.slice(0, columns).map(run), rows: filled, numbers }
}

function shares(given: readonly number[]): number[] {
  const kept = given.map((share) => (Number.isFinite(share) && share > 0 ? share : 0)).slice(0, 60)
  const sum = kept.reduce((total, share) => total + share, 0)
  return sum > 0 ? kept.map((share) => share / sum) : []
}

/** Where the template finds a picture. */
const pathOf = (at: number) => `/picture-${at}.jpg`

function cleanBlock(block: Block, pictureAt: number) {
  switch (block.is) {
    case 'heading':
      return { ...block, text: run(block.text) }
    case 'text':
      return { is: block.is, runs: runs(block.text) }
    case 'list':
      return { is: block.is, items: block.items.map(run) }
    case 'facts':
      return { is: block.is, rows: block.rows.map((row) => row.map(run)) }
    case 'quote':
      return { is: block.is, runs: runs(block.text), from: run(block.from) }
    case 'table':
      return table(block)
    case 'bars':
      return { is: block.is, alt: run(block.alt).text, shares: shares(block.shares) }
    case 'picture':
      return { is: block.is, alt: run(block.alt).text, file: pathOf(pictureAt), width: block.width }
    case 'qr':
      return {
        is: block.is,
        alt: run(block.alt).text,
        path: block.path.replaceAll(/[^Mhvz0-9 -]/g, ''),
        size: block.size,
      }
    case 'room':
    case 'new_page':
      return block
  }
}

const cellsOf = (block: Block) => (block.is === 'table' ? block.rows.length * block.head.length : 1)

/** What a sheet is drawn from: JSON that the template reads, and its pictures by their paths. */
export interface CleanSheet {
  json: string
  pictures: { path: string; bytes: Uint8Array<ArrayBuffer> }[]
}

/** Throws `sheet_too_large` where nobody would print it. */
export function cleanSheet(sheet: Sheet): CleanSheet {
  const cells = sheet.blocks.reduce((sum, block) => sum + cellsOf(block), 0)
  if (sheet.blocks.length > sheetLimits.blocks || cells > sheetLimits.cells)
    throw new AppError('too_large', 'sheet_too_large')
  const pictures = picturesIn(sheet)
  const { date } = sheet
  const json = JSON.stringify({
    title: run(sheet.title).text,
    language: /^[a-z]{2,3}$/.test(sheet.language) ? sheet.language : 'en',
    under: run(sheet.under),
    date: [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()],
    blocks: sheet.blocks.map((block) => cleanBlock(block, block.is === 'picture' ? pictures.indexOf(block) : -1)),
  })
  return { json, pictures: pictures.map(({ jpeg }, at) => ({ path: pathOf(at), bytes: jpeg })) }
}

function picturesIn({ blocks }: Sheet) {
  const pictures = blocks.filter((block) => block.is === 'picture')
  const bytes = pictures.reduce((sum, { jpeg }) => sum + jpeg.length, 0)
  if (pictures.length > sheetLimits.pictures || bytes > sheetLimits.pictureBytes)
    throw new AppError('too_large', 'sheet_too_large')
  return pictures
}
