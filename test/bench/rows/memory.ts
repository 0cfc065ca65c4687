import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { longPage } from '../content.ts'
import { type Contender, type ContenderName, withRooms } from '../contenders.ts'
import type { ServerUnderTest } from '../processes.ts'
import { type Line, progress } from '../table.ts'
import { bring } from './shelf.ts'

/** What an open document and an open socket keep of the server's memory while nothing happens. */

const pageBytes = 313_000
const documents = 40
const rooms = 40
const people = 30
/** Longer than anything is kept for those who may come next. */
const idleMs = 14_000

export async function measureMemory(bench: Bench): Promise<Line[]> {
  const content = longPage(pageBytes)
  const perSocket: Partial<Record<ContenderName, number>> = {}
  const perSocketRss: Partial<Record<ContenderName, number>> = {}
  const perDocument: Partial<Record<ContenderName, number>> = {}
  for (const contender of withRooms(bench.contenders)) {
    progress(`memory: ${contender.name}`)
    const server = await contender.start('memory')
    try {
      const sockets = await ofSockets(contender, server)
      perSocket[contender.name] = sockets.own / 1000
      perSocketRss[contender.name] = sockets.rss / 1000
      if (contender.does.includes('pages'))
        perDocument[contender.name] = ((await ofDocuments(contender, server)) - sockets.own) / content.bytes.length
    } finally {
      await server.kill()
    }
  }
  return [
    {
      row: 'memory',
      what: 'an open idle page of 313 kB',
      unit: '× its size',
      figures: perDocument,
      goals: [{ than: null, is: 'at most', limit: 1.6 }],
      notes: [],
    },
    {
      row: 'memory',
      what: 'an idle connection (heap and buffers)',
      unit: 'kB',
      figures: perSocket,
      goals: [{ than: null, is: 'at most', limit: 20 }],
      notes: [],
    },
    { row: 'memory', what: 'an idle connection (resident)', unit: 'kB', figures: perSocketRss, goals: [], notes: [] },
  ]

  async function ofSockets(contender: Contender, server: ServerUnderTest) {
    const { dialect } = contender
    const classes = await contender.classes(rooms, people)
    const visit = { dialect, port: server.port, contentFile: null, isHeld: false }
    // The rooms stay open, so that what a room costs is not counted as a socket's.
    const first = classes.map((room) => ({ ...room, cookies: room.cookies.slice(0, 1) }))
    await bench.load.ask('come', { key: 'first', ...visit, rooms: first })
    await sleep(idleMs)
    const before = await server.memory()
    const others = classes.map((room) => ({ ...room, cookies: room.cookies.slice(1) }))
    await bench.load.ask('come', { key: 'others', ...visit, rooms: others })
    await sleep(idleMs)
    const after = await server.memory()
    await bench.load.ask('leave', 'others')
    await bench.load.ask('leave', 'first')
    const count = rooms * (people - 1)
    return { own: (after.own - before.own) / count, rss: (after.rss - before.rss) / count }
  }

  async function ofDocuments(contender: Contender, server: ServerUnderTest): Promise<number> {
    const open = async () => {
      const { room, isThere } = await contender.document(content.bytes, 1)
      if (!isThere) return bring(bench, contender, server, room, content)
      const visit = { dialect: contender.dialect, port: server.port, rooms: [room], contentFile: content.file }
      await bench.load.ask('come', { key: `reader ${room.name}`, ...visit, isHeld: false })
    }
    await open()
    await sleep(idleMs)
    const before = await server.memory()
    for (let count = 0; count < documents; count++) await open()
    await sleep(idleMs)
    return ((await server.memory()).own - before.own) / documents
  }
}
