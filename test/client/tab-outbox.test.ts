import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openOutbox, unsentChanges, wipeLocal } from '#client/live/outbox.ts'
import { openDatabase } from '#client/live/sealed-records.ts'

const pupil = () => ({ id: randomUUID(), outboxKey: randomBytes(32).toString('base64url'), isSharedDevice: true })
const page = randomUUID()
const words = () => ({ id: randomUUID(), update: new Uint8Array([1, 2, 3]), changes: 2 })

/** The tab is loaded anew: its module too, while its session storage stays. */
async function reloaded() {
  vi.resetModules()
  return import('#client/live/outbox.ts')
}

/** What lies in the browser, all of it. */
async function stored() {
  const database = await openDatabase()
  const records = await database.getAll('records')
  database.close()
  return { records, session: JSON.stringify({ ...sessionStorage }), local: JSON.stringify({ ...localStorage }) }
}

beforeEach(() => {
  sessionStorage.clear()
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, hold: () => unknown) => void hold(), query: async () => ({ held: [] }) },
  })
})
afterEach(() => vi.unstubAllGlobals())

it('words written on a device of many outlast a reload of their tab', async () => {
  const alix = pupil()
  const outbox = await openOutbox(alix)
  expect([outbox.keeping, outbox.isKept]).toEqual(['tab', false])
  await outbox.put(page, words())
  const again = await (await reloaded()).openOutbox(alix)
  expect(await again.adopt(page)).toMatchObject([{ update: new Uint8Array([1, 2, 3]), changes: 2 }])
})

it('another tab, or the next pupil, finds bytes without meaning and is not held up by them', async () => {
  const [alix, bora] = [pupil(), pupil()]
  await (await openOutbox(alix)).put(page, words())
  sessionStorage.clear()
  const elsewhere = await reloaded()
  expect(await (await elsewhere.openOutbox(alix)).adopt(page)).toEqual([])
  expect(await (await elsewhere.openOutbox(bora)).adopt(page)).toEqual([])
  expect([await elsewhere.unsentChanges(alix), await elsewhere.countUnopened(alix)]).toEqual([0, 0])
})

it('after sign-out nothing of the pupil stays in any storage', async () => {
  const alix = pupil()
  await (await openOutbox(alix)).put(page, words())
  // A tab that was closed without signing out left some, too.
  sessionStorage.clear()
  await (await (await reloaded()).openOutbox(alix)).put(page, words())
  await wipeLocal(alix)
  const left = await stored()
  expect(left.records.filter(({ userId }) => userId === alix.id)).toEqual([])
  expect([left.session.includes(alix.id), left.local.includes(alix.id)]).toEqual([false, false])
})

it('with storage blocked words are kept in memory, and that is said', async () => {
  const alix = pupil()
  vi.stubGlobal('sessionStorage', {
    getItem() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  const outbox = await openOutbox(alix)
  expect(outbox.keeping).toBe('memory')
  const kept = words()
  await outbox.put(page, kept)
  expect(await outbox.adopt(page)).toMatchObject([{ id: kept.id }])
  expect(await unsentChanges(alix)).toBe(0)
})

it('what a closed tab left is thrown away a day later', async () => {
  const alix = pupil()
  vi.useFakeTimers({ toFake: ['Date'] })
  await (await openOutbox(alix)).put(page, words())
  vi.setSystemTime(Date.now() + 25 * 3_600_000)
  await (await reloaded()).openOutbox(pupil())
  await vi.waitFor(async () => expect((await stored()).records.filter(({ userId }) => userId === alix.id)).toEqual([]))
  vi.useRealTimers()
})
