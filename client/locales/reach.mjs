// Which words come with which screen, read from the sources: a screen is what is imported lazily, and it can say what stands in
// its modules and in those they import.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'vite'

const top = join(import.meta.dirname, '../..')
/** What every visit begins with. */
export const beginning = 'client/main.tsx'

/** @typedef {{ imports: string[], lazy: string[], says: Set<string> }} Module files by their path from the top, messages by id */

/**
 * @param {readonly string[]} ids of all messages
 * @returns {Map<string, Set<string>>} by the path of a screen, what it says and nobody before it on the way there has brought
 */
export function wordsOfScreens(ids) {
  const screens = readScreens(ids)
  const before = wordsBefore(screens, ids)
  /** @type {Map<string, Set<string>>} */
  const brought = new Map()
  for (const [screen, { says }] of screens)
    brought.set(screen, new Set([...says].filter((id) => before.get(screen)?.has(id) !== true)))
  return brought
}

/**
 * What is there on every way that leads to a screen: all at first, taken away until nothing more falls away.
 * @param {Map<string, Module>} screens @param {readonly string[]} ids
 */
function wordsBefore(screens, ids) {
  /** @type {Map<string, Set<string>>} */
  const before = new Map()
  for (const screen of screens.keys()) before.set(screen, new Set(screen === beginning ? [] : ids))
  const ways = [...screens].flatMap(([from, { lazy, says }]) => lazy.map((to) => ({ from, to, says })))
  /** @param {(typeof ways)[number]} way */
  const narrow = ({ from, to, says }) => {
    const known = before.get(to) ?? new Set()
    const kept = new Set([...known].filter((id) => before.get(from)?.has(id) === true || says.has(id)))
    before.set(to, kept)
    return kept.size < known.size
  }
  while (ways.filter(narrow).length > 0);
  return before
}

/** @param {readonly string[]} ids @returns {Map<string, Module>} the beginning and all that is lazy, with what comes along */
function readScreens(ids) {
  const read = reader(ids)
  /** @type {Map<string, Module>} */
  const screens = new Map()
  const found = new Set([beginning])
  for (const screen of found) {
    const files = new Set([screen])
    for (const file of files) for (const next of read(file).imports) files.add(next)
    const modules = [...files].map(read)
    const lazy = modules.flatMap((module) => module.lazy)
    screens.set(screen, { imports: [...files], lazy, says: new Set(modules.flatMap(({ says }) => [...says])) })
    for (const next of lazy) found.add(next)
  }
  return screens
}

/** @param {readonly string[]} ids @returns {(file: string) => Module} */
function reader(ids) {
  const features = [...new Set(ids.map((id) => id.split('.', 1)[0]))]
  const named = new RegExp(`(['"\`])((?:${features.join('|')})\\.\\w*)(\\1)?`, 'g')
  /** @type {Map<string, Module>} */
  const modules = new Map()
  return (file) => {
    const known = modules.get(file)
    if (known) return known
    const text = readFileSync(join(top, file), 'utf8')
    const { staticImports, staticExports } = parseSync(file, text).module
    const names = [
      ...staticImports
        .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
        .map(({ moduleRequest }) => moduleRequest.value),
      ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ]
    const module = {
      imports: names.flatMap((name) => fileOf(file, name) ?? []),
      lazy: [...text.matchAll(lazyImport)].flatMap(([, name = '']) => fileOf(file, name) ?? []),
      says: new Set([...text.matchAll(named)].flatMap(([, , id = '', end]) => idsOf(id, end !== undefined, ids))),
    }
    modules.set(file, module)
    return module
  }
}

/** Of `boards.type_${type}` each that begins so. @param {string} id @param {boolean} isWhole @param {readonly string[]} ids */
const idsOf = (id, isWhole, ids) => (isWhole && ids.includes(id) ? [id] : ids.filter((one) => one.startsWith(id)))

/** As the formatter writes it, and no type. */
export const lazyImport = /(?<!typeof )\bimport\(\s*'([^']+)'\s*\)/g

/**
 * A module of ours by its path from the top; null for packages, styles and what the plugin makes.
 * @param {string} from @param {string} name
 */
export function fileOf(from, name) {
  const path = name.startsWith('#') ? name.slice(1) : relative(top, join(top, dirname(from), name))
  if (!/^[#.]/.test(name) || !/\.(tsx?|mjs)$/.test(path) || path.endsWith('.d.ts')) return null
  return existsSync(join(top, path)) ? path : null
}
