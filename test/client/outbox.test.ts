import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { openOutbox, registerOpen, unsentChanges, wipeLocal } from '#client/live/outbox.ts'

const person = () => ({ id: randomUUID(), outboxKey: randomBytes(32).toString('base64url'), isSharedDevice: false })
const page = randomUUID()

/** Another tab of this browser: its module has a name of its own. */
async function otherTab() {
  vi.resetModules()
  return import('#client/live/outbox.ts')
}

/** The browser's locks, held by open tabs; a closed one holds none. */
beforeEach(() => {
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, hold: () => unknown) => void hold(), query: async () => ({ held: [] }) },
  })
  return () => vi.unstubAllGlobals()
})

it('words a pupil left behind do not keep the next pupil from leaving, and outlast their leaving', async () => {
  const [alix, bora] = [person(), person()]
  const left = await (await otherTab()).openOutbox(alix)
  await left.put(page, { id: randomUUID(), update: new Uint8Array([1, 2, 3]), changes: 12 })

  expect(await unsentChanges(bora)).toBe(0)
  await wipeLocal(bora)

  expect(await unsentChanges(alix)).toBe(12)
  const [kept] = await (await openOutbox(alix)).adopt(page)
  expect(kept).toMatchObject({ changes: 12, update: new Uint8Array([1, 2, 3]) })
})

it('who leaves takes their own records along, and closes their own pages alone', async () => {
  const [alix, bora] = [person(), person()]
  const outbox = await (await otherTab()).openOutbox(alix)
  await outbox.put(page, { id: randomUUID(), update: new Uint8Array([1]), changes: 1 })
  const closed: string[] = []
  const open = ({ id }: { id: string }, changes: number) =>
    registerOpen({ userId: id, unsentChanges: () => changes, destroy: () => closed.push(id) })
  const forget = [open(alix, 2), open(bora, 5)]

  expect(await unsentChanges(alix)).toBe(3)
  await wipeLocal(alix)

  expect(closed).toEqual([alix.id])
  expect(await unsentChanges(alix)).toBe(0)
  expect(await unsentChanges(bora)).toBe(5)
  forget.forEach((each) => each())
})
