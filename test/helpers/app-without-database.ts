import { pino } from 'pino'
import { Folding } from '#collab/relay/folding.ts'
import { createApp } from '#server/app.ts'
import type { Deps } from '#server/kit/context.ts'
import { quietRooms } from './rooms.ts'

/** Guarantee: only what the app says of its routes is asked, and what it refuses at the door: nothing reaches the database. */
const withoutDatabase = {} as Deps['db']

export const ownOrigin = 'http://preau.test'

export const appWithoutDatabase = () =>
  createApp({
    db: withoutDatabase,
    rooms: quietRooms(),
    folding: new Folding(),
    now: () => new Date(0),
    settings: { publicUrl: new URL(ownOrigin), origins: [ownOrigin], secretKey: new Uint8Array(32), version: '0' },
    log: pino({ level: 'silent' }),
  })

/** Each as `METHOD /path`. */
export function routesOfTheApp(): string[] {
  const { routes } = appWithoutDatabase()
  const named = routes.filter((route) => route.method !== 'ALL').map((route) => `${route.method} ${route.path}`)
  return [...new Set(named)].toSorted()
}
