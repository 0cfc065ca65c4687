import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'
import { areas, packages, rooms, roomsWithin } from './table.mjs'

const root = resolve(import.meta.dirname, '../..')

/** @typedef {{ from: string, to: string, isType: boolean }} Arrow Files by their path from the top; packages by their name. */

/** Every import of the product: lazy ones, those of types, and what is handed on. @returns {Arrow[]} */
export function readArrows() {
  return Object.keys(areas).flatMap((area) =>
    readdirSync(join(root, area), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith('.d.ts'))
      .flatMap((name) => arrowsOf(`${area}/${name}`)),
  )
}

/** @param {string} from @returns {Arrow[]} */
function arrowsOf(from) {
  const text = readFileSync(join(root, from), 'utf8')
  const { module } = parseSync(from, text)
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    name: moduleRequest.value,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
  }))
  const handedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? { name: moduleRequest.value, isType } : [])),
  )
  const lazy = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => ({ name, isType: false }))
  return [...imports, ...handedOn, ...lazy].map(({ name, isType }) => ({ from, to: targetOf(from, name), isType }))
}

/** @param {string} from @param {string} name */
function targetOf(from, name) {
  const [path = ''] = name.split('?')
  if (path.startsWith('#')) return path.slice(1)
  return path.startsWith('.') ? relative(root, resolve(root, dirname(from), path)) : path
}

/** What is not allowed, what the table names and nobody uses, and rooms it does not know. @param {Arrow[]} arrows @returns {string[]} */
export function judge(arrows) {
  const used = new Set()
  const wrong = arrows.flatMap((arrow) => {
    const fault = faultOf(arrow, used)
    return fault === null ? [] : [`${arrow.from} → ${arrow.to}: ${fault}`]
  })
  return [...new Set([...wrong, ...knots(), ...idle(used)])]
}

/** @param {Arrow} arrow @param {Set<string>} used @returns {string | null} */
function faultOf({ from, to, isType }, used) {
  const [area = '', room = '', part = ''] = from.split('/')
  const [other = '', target = '', otherPart = ''] = to.split('/')
  if (other === 'test') return 'nothing imports test/'
  if (!(other in areas)) return faultOfPackage(from, to)
  if (other !== area) {
    if (areas[area].includes(other) || (isType && areas[area].includes(`(${other})`))) return null
    return `${area} does not reach ${other}${areas[area].includes(`(${other})`) ? ' but for types' : ''}`
  }
  if (room !== target) return faultBetween(rooms[area], room, target, used)
  const inner = roomsWithin[`${area}/${room}`]
  return inner === undefined || part === otherPart ? null : faultBetween(inner, part, otherPart, used)
}

/** @param {string} from @param {string} name */
function faultOfPackage(from, name) {
  const fault = packages.find(({ is, only }) => is.test(name) && !only.some((place) => isAt(from, place)))
  return fault?.because ?? null
}

/** @param {string} file @param {string} place */
function isAt(file, place) {
  const parts = place.split('/')
  const names = file.split('/')
  return (
    parts.every((part, index) => part === '' || part === '*' || part === names[index]) &&
    names.length >= parts.length - (place.endsWith('/') ? 1 : 0)
  )
}

/** @typedef {{ ground: string, features: Record<string, string>, roof: string }} Area */

const wordsOf = (/** @type {string} */ line) => line.split(' ').filter(Boolean)

/** @param {Area} area @param {string} room @param {string} target @param {Set<string>} used @returns {string | null} */
function faultBetween({ ground, features, roof }, room, target, used) {
  const below = wordsOf(ground)
  for (const one of [room, target])
    if (!below.includes(one) && !(one in features) && !wordsOf(roof).includes(one)) return `${one} is not in the table`
  if (wordsOf(roof).includes(room)) return null
  if (below.includes(room))
    return below.indexOf(target) !== -1 && below.indexOf(target) < below.indexOf(room) ? null : 'upwards'
  if (below.includes(target)) return null
  if (!wordsOf(features[room] ?? '').includes(target)) return 'the table has no such arrow'
  used.add(`${room} ${target}`)
  return null
}

/** Features that reach themselves through others. */
function knots() {
  return Object.entries(rooms).flatMap(([area, { features }]) =>
    Object.keys(features)
      .filter((name) => reach(features, name).has(name))
      .map((name) => `${area}/${name} is in a knot`),
  )
}

/** @param {Record<string, string>} features @param {string} from */
function reach(features, from) {
  /** @type {Set<string>} */
  const found = new Set()
  const open = wordsOf(features[from] ?? '')
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    open.push(...wordsOf(features[name] ?? ''))
  }
  return found
}

/** @param {Set<string>} used */
function idle(used) {
  return Object.entries(rooms).flatMap(([area, { features }]) =>
    Object.entries(features).flatMap(([room, line]) =>
      wordsOf(line)
        .filter((target) => !used.has(`${room} ${target}`))
        .map((target) => `${area}/${room} → ${area}/${target}: nobody uses this arrow of the table`),
    ),
  )
}

/** The table as a person reads it. */
export function tableText() {
  return [...Object.entries(rooms), ...Object.entries(roomsWithin)]
    .map(([area, { ground, features, roof }]) =>
      [
        `${area}  ground: ${ground}`,
        ...Object.entries(features).map(([room, line]) => `    ${room.padEnd(16)}${line === '' ? '·' : `→ ${line}`}`),
        ...(roof === '' ? [] : [`    roof: ${roof}`]),
      ].join('\n'),
    )
    .join('\n')
}
