// Plain JavaScript: Vite's config and the bare command below both read it. No ICU parser reaches the browser.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { TYPE, parse } from '@formatjs/icu-messageformat-parser'

/**
 * @typedef {import('@formatjs/icu-messageformat-parser').MessageFormatElement} Element
 * @typedef {{ type: string, tag: boolean }} Placeholder
 * @typedef {Map<string, { source: string, ast: Element[], placeholders: Map<string, Placeholder> }>} Catalogue
 */

const folder = import.meta.dirname
export const typesPath = join(folder, 'catalogue.d.ts')

export function localeFolders() {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}

/**
 * Reads one language: every `<feature>.json`, message ids `<feature>.<key>`. Throws on text that is not ICU.
 * @param {string} locale
 * @param {string} [root]
 * @returns {Catalogue}
 */
export function readCatalogue(locale, root = folder) {
  /** @type {Catalogue} */
  const catalogue = new Map()
  const files = readdirSync(join(root, locale)).filter((name) => name.endsWith('.json'))
  for (const file of files.toSorted()) {
    const where = `${locale}/${file}`
    /** @type {Record<string, string>} */
    let messages
    try {
      messages = JSON.parse(readFileSync(join(root, locale, file), 'utf8'))
    } catch (error) {
      throw new Error(`${where}: ${String(error)}`, { cause: error })
    }
    for (const [key, written] of Object.entries(messages)) {
      const source = locale.startsWith('fr') ? frenchSpaces(written) : written
      const id = `${basename(file, '.json')}.${key}`
      try {
        const ast = parse(source, { captureLocation: false })
        catalogue.set(id, { source, ast, placeholders: placeholdersOf(ast) })
      } catch (error) {
        throw new Error(`${where}: ${key}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }
    }
  }
  return catalogue
}

/**
 * French sets a space before double punctuation and inside « », and it must not break; nobody can see it while typing.
 * @param {string} text
 */
function frenchSpaces(text) {
  return text
    .replaceAll(/ (?=[;!?])/g, '\u202f')
    .replaceAll(/ (?=:(?:\s|$)|»)/g, '\u00a0')
    .replaceAll('« ', '«\u00a0')
}

/** Filled by `speak` and not by whoever says the sentence: `{reader, select, pupil {Écris ici.} other {Écrivez ici.}}`. */
const readerValue = 'reader'
/** `other` is said to adults, and at the door, where nobody knows who reads; with an `adult` beside it, at the door alone. */
const readers = new Set(['pupil', 'adult', 'other'])

/**
 * @param {Element[]} ast
 * @param {Map<string, Placeholder>} [found]
 */
function placeholdersOf(ast, found = new Map()) {
  for (const element of ast) {
    if (element.type === TYPE.argument && !found.has(element.value))
      found.set(element.value, { type: 'string | number', tag: false })
    if (element.type === TYPE.number || element.type === TYPE.plural)
      found.set(element.value, { type: 'number', tag: false })
    if (element.type === TYPE.date || element.type === TYPE.time)
      found.set(element.value, { type: 'Date | number', tag: false })
    if (element.type === TYPE.select && element.value !== readerValue)
      found.set(element.value, { type: 'string', tag: false })
    if (element.type === TYPE.tag) {
      found.set(element.value, { type: 'Tag', tag: true })
      placeholdersOf(element.children, found)
    }
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) placeholdersOf(option.value, found)
  }
  return found
}

/**
 * @param {Element[]} ast
 * @returns {string[]} readers that nobody is
 */
function unknownReaders(ast) {
  return ast.flatMap((element) => {
    if (element.type === TYPE.tag) return unknownReaders(element.children)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const isReader = element.type === TYPE.select && element.value === readerValue
    return Object.entries(element.options).flatMap(([name, option]) => [
      ...(isReader && !readers.has(name) ? [name] : []),
      ...unknownReaders(option.value),
    ])
  })
}

/**
 * A message as one reader gets it, in ICU still: for those who check what is said to whom.
 * @param {Element[]} ast
 * @param {'pupil' | 'adult' | 'other'} reader
 * @returns {Element[]}
 */
export function saidTo(ast, reader) {
  return ast.flatMap((element) => {
    if (element.type === TYPE.tag) return [{ ...element, children: saidTo(element.children, reader) }]
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element]
    if (element.type === TYPE.select && element.value === readerValue)
      return saidTo((element.options[reader] ?? element.options['other'])?.value ?? [], reader)
    const options = Object.entries(element.options).map(([name, option]) => [
      name,
      { ...option, value: saidTo(option.value, reader) },
    ])
    return [{ ...element, options: Object.fromEntries(options) }]
  })
}

/**
 * @param {Element[]} ast
 * @param {string} locale
 * @returns {string[]} the plural categories this language needs and the message lacks
 */
function missingPlurals(ast, locale) {
  return ast.flatMap((element) => {
    if (element.type === TYPE.tag) return missingPlurals(element.children, locale)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const options = Object.entries(element.options)
    const nested = options.flatMap(([, option]) => missingPlurals(option.value, locale))
    if (element.type === TYPE.select) return nested
    const rules = new Intl.PluralRules(locale, { type: element.pluralType ?? 'cardinal' })
    const needed = rules.resolvedOptions().pluralCategories.filter((category) => !(category in element.options))
    // French and others ask for "many" from a million on; no count of ours gets there.
    return [...nested, ...needed.filter((category) => !(category === 'many' && isRomance(locale)))]
  })
}

/** @param {string} locale */
const isRomance = (locale) => ['fr', 'es', 'it', 'pt', 'ca'].includes(locale)

/**
 * What is wrong between the languages: missing keys, differing placeholders, missing plural categories.
 * @param {string} [root]
 * @param {string[]} [locales]
 * @returns {string[]}
 */
export function problems(root = folder, locales = localeFolders()) {
  const source = readCatalogue('en', root)
  return locales.flatMap((locale) => {
    const catalogue = locale === 'en' ? source : readCatalogue(locale, root)
    const missing = [...source.keys()].filter((id) => !catalogue.has(id)).map((id) => `${locale}: ${id} is missing`)
    const wrong = [...catalogue].flatMap(([id, message]) => {
      const original = source.get(id)
      if (!original) return [`${locale}: ${id} does not exist in en`]
      const names = (/** @type {Map<string, Placeholder>} */ map) => [...map.keys()].toSorted().join(', ')
      const [want, have] = [names(original.placeholders), names(message.placeholders)]
      return [
        ...(want === have ? [] : [`${locale}: ${id} has {${have}}, en has {${want}}`]),
        ...unknownReaders(message.ast).map((name) => `${locale}: ${id} speaks to "${name}", and no reader is that`),
        ...missingPlurals(message.ast, locale).map((category) => `${locale}: ${id} lacks the plural "${category}"`),
      ]
    })
    return [...missing, ...wrong]
  })
}

/**
 * A language as the browser gets it: plain text stays text, the rest is a parsed tree. What it lacks is said in English.
 * @param {string} locale
 * @param {string} [root]
 * @returns {Record<string, string | Element[]>}
 */
export function compileLocale(locale, root = folder) {
  const catalogue = new Map([...readCatalogue('en', root), ...readCatalogue(locale, root)])
  const entries = [...catalogue].map(([id, { ast }]) => {
    const [only] = ast
    if (ast.length === 0) return [id, '']
    return [id, ast.length === 1 && only?.type === TYPE.literal ? only.value : ast]
  })
  return Object.fromEntries(entries)
}

/** The text of catalogue.d.ts, from the English catalogue. */
export function messageTypes() {
  const lines = { plain: /** @type {string[]} */ ([]), rich: /** @type {string[]} */ ([]) }
  for (const [id, { placeholders }] of [...readCatalogue('en')].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const fields = [...placeholders].map(([name, { type }]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${type}`)
    const values = fields.length === 0 ? 'NoValues' : `{ ${fields.join('; ')} }`
    const isRich = [...placeholders.values()].some(({ tag }) => tag)
    lines[isRich ? 'rich' : 'plain'].push(`  '${id}': ${values}`)
  }
  return [
    '// Generated from client/locales/en by `node client/locales/generate.mjs`. Do not edit.',
    "import type { ReactNode } from 'react'",
    '',
    'export type NoValues = Record<never, never>',
    'export type Tag = (children: ReactNode) => ReactNode',
    '',
    '/** Messages of plain text. */',
    'export interface PlainMessages {',
    ...lines.plain,
    '}',
    '',
    '/** Messages with tags, for <Message> only. */',
    'export interface RichMessages {',
    ...lines.rich,
    '}',
    '',
  ].join('\n')
}

/** Writes catalogue.d.ts when it differs, so that watchers stay calm. */
export function writeMessageTypes() {
  const text = messageTypes()
  let current = ''
  try {
    current = readFileSync(typesPath, 'utf8')
  } catch {
    // The first run has no file yet.
  }
  if (current !== text) writeFileSync(typesPath, text)
}
