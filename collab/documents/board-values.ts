import { isObjectId } from './board-author.ts'
import { withoutControls } from './controls.ts'
import {
  assetKinds,
  boardLimits,
  type End,
  inkNames,
  type ObjectValues,
  shapeNames,
  type ValueName,
} from './board-model.ts'
import { letters, moment, number, oneOf, pair, type Value, whole } from './board-readers.ts'
import { ownAtRest, ownValues } from './things/own-values.ts'
import { objectTypes } from './things/register.ts'

const { coordinate, size, altLetters, nameLetters, linkLetters, orderLetters, inkBytes } = boardLimits

function end(stored: unknown): End | undefined {
  if (!Array.isArray(stored) || stored.length !== 3) return undefined
  const target: unknown = stored[0]
  const isOnObject = typeof target === 'string' && isObjectId(target)
  if (!isOnObject && target !== null) return undefined
  const at = isOnObject ? pair(-1, 2)(stored.slice(1)) : pair(-coordinate, coordinate)(stored.slice(1))
  return at && [target, at[0], at[1]]
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Only what a click may lead to: no script, no data, no file. */
export function isLinkTarget(text: string): boolean {
  if (text === '') return true
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(text).protocol)
  } catch {
    return false
  }
}

/** Year 0 is in no calendar, and no database takes it. */
export const isDay = (text: string) => text === '' || /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)
/** A language as `lang` has it: `fr`, `pt-BR`, `zh-Hant`. */
const isLanguage = (text: string) => text === '' || /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$/.test(text)
const isOrder = (text: string) => /^[0-9A-Za-z]+$/.test(text)

/** An object of which nothing has been said. */
export const atRest: ObjectValues = {
  type: 'note',
  at: 0,
  order: 'a0',
  place: [0, 0],
  size: [0, 0],
  parent: null,
  rotation: 0,
  colour: 0,
  fill: 0,
  stroke: 2,
  shape: 0,
  points: null,
  from: null,
  to: null,
  asset: null,
  assetKind: null,
  alt: '',
  href: '',
  name: '',
  durationMs: 0,
  language: '',
  date: '',
  isRemoved: false,
  ...ownAtRest,
}

/** The one table of what an object may hold. */
export const values: { readonly [Name in ValueName]: Value<ObjectValues[Name]> } = {
  type: { key: 't', read: oneOf(objectTypes), isFixed: true },
  at: { key: 'at', read: moment, isFixed: true },
  order: { key: 'z', read: letters(orderLetters, isOrder) },
  place: { key: 'xy', read: pair(-coordinate, coordinate) },
  size: { key: 'wh', read: pair(0, size) },
  parent: { key: 'par', read: letters(50, isObjectId) },
  rotation: { key: 'r', read: number(-360, 360) },
  colour: { key: 'c', read: whole(0, 15) },
  fill: { key: 'f', read: whole(0, 2) },
  stroke: { key: 'w', read: whole(1, 4) },
  shape: { key: 'sh', read: whole(0, Math.max(shapeNames.length, inkNames.length) - 1) },
  points: {
    key: 'p',
    read: (stored) => (stored instanceof Uint8Array && stored.length <= inkBytes ? stored : undefined),
    isFixed: true,
  },
  from: { key: 'a', read: end },
  to: { key: 'b', read: end },
  asset: { key: 'src', read: letters(36, (text) => uuid.test(text)) },
  assetKind: { key: 'as', read: oneOf(assetKinds) },
  alt: { key: 'alt', read: letters(altLetters) },
  href: { key: 'href', read: letters(linkLetters, isLinkTarget) },
  name: { key: 'name', read: letters(nameLetters) },
  durationMs: { key: 'ms', read: whole(0, 3_600_000) },
  language: { key: 'lg', read: letters(12, isLanguage) },
  date: { key: 'on', read: letters(10, isDay) },
  isRemoved: { key: 'del', read: (stored) => (stored === 1 ? true : undefined) },
  ...ownValues,
}

export const textKey = 'txt'

const isValueName = (name: string): name is ValueName => name in values
export const valueNames = Object.keys(values).filter(isValueName)
export const nameOfKey: ReadonlyMap<string, ValueName> = new Map(valueNames.map((name) => [values[name].key, name]))

/** As the ydoc holds it. Undefined: the key is taken away, and the value at rest. */
export function stored(name: ValueName, value: unknown): unknown {
  if (name === 'isRemoved') return value === true ? 1 : undefined
  return typeof value === 'string' ? withoutControls(value) : (value ?? undefined)
}
