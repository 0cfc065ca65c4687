import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import type { Content } from '../content.ts'
import type { Contender } from '../contenders.ts'
import type { ClassRoom } from '../load/typing.ts'
import { scratch, type ServerUnderTest } from '../processes.ts'

/** Longer than any of them takes to store what it was given. */
const storedAfterMs = 4_000
const quietStepMs = 250
/** Less than this in a step: the server is done. */
const quietMs = 10
const quietWithinMs = 60_000

export interface Shelf {
  contender: Contender
  place: string
  room: ClassRoom
}

/** A document in this contender's store, whatever that is. */
export async function shelve(bench: Bench, contender: Contender, content: Content, people: number): Promise<Shelf> {
  const place = join(scratch, `${contender.dialect}-${people}-${content.bytes.length}`)
  const { room, isThere } = await contender.document(content.bytes, people)
  if (!isThere) {
    const server = await contender.start(place)
    await bring(bench, contender, server, room, content)
    await sleep(storedAfterMs)
    await server.kill()
  }
  return { contender, place, room }
}

/** Somebody who has the content comes in, gives it, and stays. */
export async function bring(
  { load }: Bench,
  contender: Contender,
  server: ServerUnderTest,
  room: ClassRoom,
  content: Content,
): Promise<void> {
  const [cookie = ''] = room.cookies
  await load.ask('come', {
    key: `bringer ${room.name}`,
    dialect: contender.dialect,
    port: server.port,
    rooms: [{ ...room, cookies: [cookie] }],
    contentFile: content.file,
    isHeld: true,
  })
  await whenQuiet(server)
}

/** CPU milliseconds of the server until it has nothing to do any more. */
export async function whenQuiet(server: ServerUnderTest): Promise<number> {
  const until = performance.now() + quietWithinMs
  let cpu = await server.cpuMs()
  while (performance.now() < until) {
    await sleep(quietStepMs)
    const now = await server.cpuMs()
    if (now - cpu < quietMs) return now
    cpu = now
  }
  throw new Error(`${server.name} does not come to rest`)
}
