import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ClassRoom } from './load/typing.ts'
import type { Dialect } from './load/messages.ts'
import { built, folder, scratch, secretKey, ServerUnderTest } from './processes.ts'
import type { School } from './school.ts'

/** One of those who are compared: how it is started, how it is spoken to, and who may come in. */
export interface Contender {
  readonly name: ContenderName
  readonly dialect: Dialect
  /** What it can do of the two halves of a relay's work: hand on what people write, and give out what was written. */
  readonly does: readonly ('rooms' | 'pages')[]
  /** A process with nothing in memory. Twice on the same `place`: what it stored is there again. */
  start(place: string): Promise<ServerUnderTest>
  /** Rooms with so many pupils each, who are the same every time. */
  classes(count: number, size: number): Promise<ClassRoom[]>
  /** A room of its own for a document. Where the content is not there yet, somebody has to bring it. */
  document(content: Uint8Array, size: number): Promise<{ room: ClassRoom; isThere: boolean }>
}

export type ContenderName =
  | 'excalidraw'
  | 'bare ws'
  | 'bare page'
  | 'y-websocket'
  | 'hocuspocus'
  | 'préau'
  | 'préau, no store'

export interface Surroundings {
  /** Null where no Postgres is installed. */
  databaseUrl: string | null
  school: School | null
}

const both = ['rooms', 'pages'] as const

const roomOfNobody = (prefix: string, size: number): ClassRoom => {
  const name = randomUUID()
  return { path: `${prefix}${name}`, name, cookies: Array.from({ length: size }, (_, at) => `user=u${at}`) }
}

const documentOfNobody = (prefix: string) => async (_content: Uint8Array, size: number) => ({
  room: roomOfNobody(prefix, size),
  isThere: false,
})

const anonymous = (prefix: string) => {
  const rooms: ClassRoom[] = []
  return async (count: number, size: number) => {
    while (rooms.length < count) rooms.push(roomOfNobody(prefix, size))
    return rooms.slice(0, count)
  }
}

/** All who can be started here. Without a Postgres there is no product to measure, only its relay. */
export function contendersIn({ databaseUrl, school }: Surroundings): Contender[] {
  const peer = (name: ContenderName, dialect: Dialect, script: string, does: Contender['does'] = both): Contender => ({
    name,
    dialect,
    does,
    start: (place) =>
      ServerUnderTest.start({
        name,
        script: join(folder, 'peers', script),
        variables: {
          ...(dialect === 'hocuspocus' && databaseUrl !== null ? { DATABASE_URL: databaseUrl } : {}),
          ...(dialect === 'y' && place !== 'memory' ? { YPERSISTENCE: place } : {}),
        },
      }),
    classes: anonymous('/'),
    document: documentOfNobody('/'),
  })
  const product: Contender[] =
    databaseUrl === null || school === null
      ? []
      : [
          {
            name: 'préau',
            dialect: 'preau',
            does: both,
            start: (place) =>
              ServerUnderTest.start({
                name: 'préau',
                script: join(built, 'main.js'),
                path: '/readyz',
                variables: {
                  HOST: '127.0.0.1',
                  PUBLIC_URL: 'http://127.0.0.1:{port}',
                  DATABASE_URL: databaseUrl,
                  DATA_DIR: join(scratch, 'data', place),
                  LOG_LEVEL: 'warn',
                  SECRET_KEY: secretKey,
                },
              }),
            classes: (count, size) => school.classes(count, size),
            document: async (content, size) => ({ room: await school.room(size, content), isThere: true }),
          },
        ]
  return [
    peer('bare ws', 'bare', 'bare-ws.mjs', ['rooms']),
    peer('bare page', 'y', 'bare-page.mjs', ['pages']),
    peer('y-websocket', 'y', 'y-websocket.mjs'),
    peer('hocuspocus', 'hocuspocus', 'hocuspocus.mjs'),
    ...product,
    {
      name: 'préau, no store',
      dialect: 'preau',
      does: ['rooms'],
      start: () =>
        ServerUnderTest.start({ name: 'préau, no store', script: join(built, 'no-store.js'), variables: {} }),
      classes: anonymous('/collab/'),
      document: documentOfNobody('/collab/'),
    },
  ]
}

export const withRooms = (contenders: Contender[]) => contenders.filter(({ does }) => does.includes('rooms'))
export const withPages = (contenders: Contender[]) => contenders.filter(({ does }) => does.includes('pages'))
