import { pino } from 'pino'
import { Folding } from '#collab/relay/folding.ts'
import type { Rooms } from '#collab/relay/ports.ts'
import { seedReference } from '#db/seed/reference.ts'
import { createApp } from '#server/app.ts'
import { startSession } from '#server/auth/sessions.ts'
import type { Deps } from '#server/kit/context.ts'
import { openTestDatabase } from './database.ts'
import { type QuietRooms, quietRooms } from './rooms.ts'

export const testOrigin = 'http://preau.test'

interface Person {
  id: string
  kind: 'staff' | 'pupil'
}

interface TestAppOptions<R extends Rooms> {
  /** Builds the relay over the other parts; a house with nobody in it by default. */
  rooms?: (parts: Omit<Deps, 'rooms'>) => R
  publicUrl?: string
  /** Whether mail reaches people from here. */
  sendsMail?: boolean
  /** Whether posts at offices need a second step; tests of offices do without. */
  needsSecondStep?: boolean
}

export type TestApp = Awaited<ReturnType<typeof openTestApp<QuietRooms>>>

/** The API over a database of its own, with countries, no school and a clock that stands still. Close it in `afterAll`. */
export async function openTestApp<R extends Rooms = QuietRooms>(options: TestAppOptions<R> = {}) {
  const database = await openTestDatabase()
  await seedReference(database.db)
  const publicUrl = new URL(options.publicUrl ?? testOrigin)
  const clock = testClock()
  const folding = new Folding()
  const parts: Omit<Deps, 'rooms'> = {
    db: database.db,
    folding,
    now: clock.now,
    settings: {
      publicUrl,
      origins: [publicUrl.origin],
      secretKey: new TextEncoder().encode('a key that only the tests know, 32+'),
      version: '0.0.0-test',
      backupEveryHours: 24,
      sendsMail: options.sendsMail ?? false,
      needsSecondStep: options.needsSecondStep ?? false,
    },
    log: pino({ level: process.env.TEST_LOG ?? 'fatal' }),
  }
  const rooms = options.rooms ? options.rooms(parts) : asDefault<R>(quietRooms())
  const deps = { ...parts, rooms }
  let app = createApp(deps)
  const request = (...asked: Parameters<typeof app.request>) => app.request(...asked)
  return {
    app: { request },
    /** Whoever asked a lot asks anew: for tests of who may, which knock more often than people do. */
    forgetPaces: () => void (app = createApp(deps)),
    deps,
    db: database.db,
    rooms,
    clock,
    /** A browser nobody has signed in with. */
    visitor: () => browser(request, publicUrl.origin, null),
    /** A browser where this person is signed in. */
    async as(person: Person, isSharedDevice = true) {
      const { cookie } = await startSession(deps, { userId: person.id, kind: person.kind, isSharedDevice })
      return browser(request, publicUrl.origin, cookie.split(';')[0] ?? null)
    },
    async close() {
      await rooms.close()
      await folding.close()
      await database.close()
    },
  }
}

/** Guarantee: called only where no own rooms were given, so that R is its default. */
const asDefault = <R>(rooms: QuietRooms) => rooms as unknown as R

function testClock() {
  let time = Date.parse('2026-11-24T09:00:00Z')
  return {
    now: () => new Date(time),
    advance(ms: number) {
      time += ms
    },
  }
}

export const minutes = (count: number) => count * 60_000
export const hours = (count: number) => minutes(60 * count)

export type Browser = ReturnType<typeof browser>

/** Speaks as the client does: JSON, exact Origin, one cookie that answers may change. */
function browser(request: ReturnType<typeof createApp>['request'], origin: string, cookie: string | null) {
  let current = cookie
  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await request(path, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { Origin: origin }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(current === null ? {} : { Cookie: current }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const given = response.headers.get('Set-Cookie')
    if (given !== null) current = /Max-Age=0(;|$)/.test(given) ? null : (given.split(';')[0] ?? null)
    return read(response)
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => send('POST', path, body, headers),
    patch: (path: string, body: unknown) => send('PATCH', path, body),
    delete: (path: string) => send('DELETE', path),
    send,
    cookie: () => current,
  }
}

async function read(response: Response) {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: asJson(text) }
}

/** A test says by its assertions what it expects; what is no JSON reads as null. */
function asJson(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Of requests at once, where the order is nobody's business. */
export const statusesOf = (answers: { status: number }[]) =>
  answers.map((answer) => answer.status).toSorted((a, b) => a - b)
