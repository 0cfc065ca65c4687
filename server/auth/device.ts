import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Ctx, Deps } from '../kit/context.ts'
import { Budget } from './failures.ts'
import type { DoorWay, Source } from './guessing.ts'

/*
 * A device where somebody has signed in is told from strangers behind the same address, so that whoever guesses there does
 * not slow it down. Its cookie opens nothing and names nobody: a number drawn by chance, and marks of the accounts whose
 * password was given there by a person who called the device their own. Whoever guesses has an account of their own at
 * most: it makes few devices, and a card makes none that is known to passwords.
 */

/** Longer than the summer, so that the first day of school is like the others. */
const lifetimeSeconds = 180 * 24 * 60 * 60
/** A family, or a desk in the staff room. */
const mostMarks = 4
/** By one account: a class room or two at once, then some each day. Beyond, a browser counts by its address. */
const devicesOfOne = { most: 6, everyMs: 4 * 60 * 60_000 }
/** How the number begins of a device where a password was right, and of one where only cards were. */
const firstLetter = { password: 'p', card: 'c' } as const satisfies Record<DoorWay, string>
const shape = /^([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{0,60})\.([A-Za-z0-9_-]{43})$/

interface Device {
  id: string
  marks: string[]
}

const isSecure = ({ settings }: Pick<Deps, 'settings'>) => settings.publicUrl.protocol === 'https:'
const cookieName = (deps: Pick<Deps, 'settings'>) => (isSecure(deps) ? '__Host-device' : 'device')

const sign = ({ settings }: Pick<Deps, 'settings'>, text: string) =>
  createHmac('sha256', settings.secretKey).update(`device:${text}`).digest('base64url')

/** Twelve letters: told apart on one device, and of no use on another. */
const markOf = (deps: Pick<Deps, 'settings'>, id: string, email: string) => sign(deps, `${id}:${email}`).slice(0, 12)

function readDevice(ctx: Pick<Ctx, 'settings' | 'deviceCookie'>): Device | null {
  const [, id = '', marks = '', seal = ''] = shape.exec(ctx.deviceCookie ?? '') ?? []
  if (id === '') return null
  const isOurs = timingSafeEqual(Buffer.from(seal), Buffer.from(sign(ctx, `${id}.${marks}`)))
  return isOurs ? { id, marks: marks.match(/.{12}/g) ?? [] } : null
}

/** The value of the cookie among those of a request, or null. */
export function deviceCookieIn(deps: Pick<Deps, 'settings'>, cookieHeader: string | null): string | null {
  const name = `${cookieName(deps)}=`
  const pair = cookieHeader?.split(';').find((part) => part.trim().startsWith(name))
  return pair?.trim().slice(name.length) ?? null
}

/** Where an attempt comes from. `email` (lower case) is whose password is tried; null for a card. */
export function sourceOf(ctx: Ctx, email: string | null): Source {
  const device = readDevice(ctx)
  if (device === null || (email !== null && !hasSeenPassword(device)))
    return { id: ctx.address ?? 'unknown', isDevice: false, isOwn: false }
  const isOwn = email !== null && device.marks.includes(markOf(ctx, device.id, email))
  return { id: device.id, isDevice: true, isOwn }
}

const hasSeenPassword = ({ id }: Device) => id.startsWith(firstLetter.password)

const newDevice = (way: DoorWay): Device => ({
  id: `${firstLetter[way]}${randomBytes(12).toString('base64url').slice(1)}`,
  marks: [],
})

const madeBy = new WeakMap<object, Budget>()

/** The device of this browser, or a new one; null where this person has made enough of them today. */
function deviceFor(ctx: Ctx, userId: string, way: DoorWay): Device | null {
  const known = readDevice(ctx)
  if (known !== null && (way === 'card' || hasSeenPassword(known))) return known
  const made = madeBy.get(ctx.db) ?? new Budget(devicesOfOne)
  madeBy.set(ctx.db, made)
  const at = ctx.now().getTime()
  if (made.waitMs(userId, at) > 0) return null
  made.take(userId, at)
  return newDevice(way)
}

interface SignedInHere {
  userId: string
  way: DoorWay
  /** Whose device it is: by password, where it is not called a shared one. */
  ownEmail: string | null
}

/** The cookie for a device where somebody has just signed in, or null. */
export function deviceCookie(ctx: Ctx, { userId, way, ownEmail }: SignedInHere): string | null {
  const device = deviceFor(ctx, userId, way)
  if (device === null) return null
  const { id, marks } = device
  const mark = ownEmail === null ? [] : [markOf(ctx, id, ownEmail)]
  const kept = [...mark, ...marks.filter((one) => !mark.includes(one))].slice(0, mostMarks).join('')
  const value = `${id}.${kept}.${sign(ctx, `${id}.${kept}`)}`
  const attributes = `HttpOnly; Max-Age=${lifetimeSeconds}; Path=/; SameSite=Strict${isSecure(ctx) ? '; Secure' : ''}`
  return `${cookieName(ctx)}=${value}; ${attributes}`
}
