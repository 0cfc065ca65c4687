import Papa from 'papaparse'
import type { NewItem } from '#db/queries/frameworks.ts'
import type { Texts } from '#db/schema/frameworks.ts'
import { AppError } from '../kit/errors.ts'
import { tidyLine } from '../kit/text.ts'

/*
 * A framework as a table: a head, then a line each. Names of columns are data; a head that is a code of a language holds
 * the words in it.
 */

const mostItems = 500
const longestText = 300
const longestCode = 20

const heads: Readonly<Record<'code' | 'parent', readonly string[]>> = {
  code: ['code', 'nummer', 'numéro', 'numero', 'number', 'id'],
  parent: ['parent', 'domaine', 'bereich', 'domain', 'code parent', 'parent code'],
}
const wordHeads = [
  'text',
  'texte',
  'intitulé',
  'libellé',
  'competence',
  'compétence',
  'kompetenz',
  'item',
  'name',
  'nom',
]
const languageHead = /^[a-z]{2}$/

interface Columns {
  code: number
  parent: number
  words: { language: string; at: number }[]
}

/** `language`: of a column that only says that it holds the words. */
function columnsOf(cells: readonly string[], language: string): Columns {
  const names = cells.map((cell) => tidyLine(cell).toLowerCase())
  const place = (part: keyof typeof heads) => names.findIndex((name) => heads[part].includes(name))
  const words = names.flatMap((name, at) =>
    wordHeads.includes(name)
      ? [{ language, at }]
      : languageHead.test(name) && name !== 'id'
        ? [{ language: name, at }]
        : [],
  )
  if (words.length === 0) throw new AppError('invalid', 'framework_no_heads')
  return { code: place('code'), parent: place('parent'), words }
}

/** What a spreadsheet would reckon is words here: neither here nor in a file that is made of it later does it begin so. */
const plain = (cell: string | undefined) => tidyLine((cell ?? '').replace(/^[\s=+\-@]+/u, ''))

const delimiterOf = (text: string) => {
  const [head = ''] = text.split(/\r?\n/, 1)
  return ['\t', ';', '|', ','].find((delimiter) => head.includes(delimiter)) ?? ';'
}

interface Wrong {
  line: number
  reason: 'item_no_text' | 'item_long' | 'item_twice' | 'item_orphan'
}

/** The lines of a table. Throws `invalid` with each wrong line by its number. */
export function readTable(text: string, language: string): NewItem[] {
  const letters = text.replace(/^\ufeff/, '')
  const { data, errors } = Papa.parse<string[]>(letters, { delimiter: delimiterOf(letters) })
  if (errors.some(({ type }) => type === 'Quotes')) throw new AppError('invalid', 'framework_malformed')
  const rows = data.map((cells, at) => ({ line: at + 1, cells })).filter(({ cells }) => cells.some((one) => one.trim()))
  const [head, ...lines] = rows
  if (!head) throw new AppError('invalid', 'framework_no_heads')
  const columns = columnsOf(head.cells, language)
  if (lines.length === 0) throw new AppError('invalid', 'framework_empty')
  if (lines.length > mostItems) throw new AppError('invalid', 'framework_too_long')
  const items = lines.map(({ line, cells }, at) => ({ line, item: itemOf(cells, columns, at + 1) }))
  const wrong = wrongIn(items)
  if (wrong.length === 0) return items.map(({ item }) => item)
  const fields = wrong.slice(0, 50).map(({ line, reason }) => ({ path: `file.${line}`, reason }))
  throw new AppError('invalid', 'invalid_input', { fields })
}

/** Without a code of its own a line is called by its number. */
function itemOf(cells: readonly string[], { code, parent, words }: Columns, number: number): NewItem {
  const texts: Texts = {}
  for (const { language, at } of words) {
    const text = plain(cells[at])
    if (text !== '') texts[language] = text
  }
  return { code: plain(cells[code]) || String(number), parent: plain(cells[parent]) || null, texts }
}

function wrongIn(items: readonly { line: number; item: NewItem }[]): Wrong[] {
  const codes = new Set(items.map(({ item }) => item.code))
  const seen = new Set<string>()
  return items.flatMap(({ line, item }): Wrong[] => {
    const isTwice = seen.has(item.code)
    seen.add(item.code)
    const words = Object.values(item.texts)
    if (words.length === 0) return [{ line, reason: 'item_no_text' }]
    if (item.code.length > longestCode || words.some((text) => (text ?? '').length > longestText))
      return [{ line, reason: 'item_long' }]
    if (isTwice) return [{ line, reason: 'item_twice' }]
    const isOrphan = item.parent !== null && (item.parent === item.code || !codes.has(item.parent))
    return isOrphan ? [{ line, reason: 'item_orphan' }] : []
  })
}
