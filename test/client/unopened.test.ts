import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { DraftStore } from '#client/chat/outbox/draft-store.ts'
import { FileStore } from '#client/chat/outbox/file-store.ts'
import { countUnopened, openOutbox, removeUnopened, unsentChanges, wipeLocal } from '#client/live/outbox.ts'

const key = () => randomBytes(32).toString('base64url')
const person = () => ({ id: randomUUID(), outboxKey: key(), isSharedDevice: false })

/** The same person after the server was started with another secret key. */
const withOtherKey = <T extends object>(owner: T) => ({ ...owner, outboxKey: key() })

/** The browser's locks, held by open tabs; none but this one is open. */
beforeEach(() => {
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, hold: () => unknown) => void hold(), query: async () => ({ held: [] }) },
  })
  return () => vi.unstubAllGlobals()
})

it('words that another key sealed are kept, and open when their key is back', async () => {
  const alix = person()
  const page = randomUUID()
  const update = new Uint8Array([1, 2, 3])
  await (await openOutbox(alix)).put(page, { id: randomUUID(), update, changes: 3 })

  const stranger = withOtherKey(alix)
  expect(await (await openOutbox(stranger)).adopt(page)).toEqual([])
  expect(await countUnopened(stranger)).toBe(1)

  expect(await (await openOutbox(alix)).adopt(page)).toMatchObject([{ update, changes: 3 }])
  expect(await countUnopened(alix)).toBe(0)
})

it('what cannot be opened keeps nobody from signing out, and outlasts it', async () => {
  const alix = person()
  const page = randomUUID()
  await (await openOutbox(alix)).put(page, { id: randomUUID(), update: new Uint8Array([1]), changes: 1 })
  const stranger = withOtherKey(alix)
  await (await openOutbox(stranger)).put(page, { id: randomUUID(), update: new Uint8Array([2]), changes: 1 })

  await wipeLocal(stranger)

  expect(await unsentChanges(stranger)).toBe(0)
  expect(await (await openOutbox(stranger)).adopt(page)).toEqual([])
  expect(await (await openOutbox(alix)).adopt(page)).toHaveLength(1)
})

it('what cannot be opened goes when its owner says so, and nothing else goes with it', async () => {
  const [alix, bora] = [person(), person()]
  const page = randomUUID()
  for (const owner of [alix, bora])
    await (await openOutbox(owner)).put(page, { id: randomUUID(), update: new Uint8Array([1]), changes: 1 })
  const stranger = withOtherKey(alix)
  await (await openOutbox(stranger)).put(page, { id: randomUUID(), update: new Uint8Array([2]), changes: 1 })

  await removeUnopened(stranger)

  expect(await countUnopened(stranger)).toBe(0)
  expect(await (await openOutbox(stranger)).adopt(page)).toHaveLength(1)
  expect(await (await openOutbox(bora)).adopt(page)).toHaveLength(1)
})

it('a file and a draft of the chat that do not open are kept as well', async () => {
  const alix = person()
  const files = new FileStore(openOutbox(alix))
  const id = files.put(new Blob(['a picture']))
  const drafts = new DraftStore(openOutbox(alix))
  drafts.set('channel', { text: 'half a sentence', written: [], files: [] })
  await vi.waitFor(async () => expect(await (await openOutbox(alix)).adopt('chat-draft:channel')).toHaveLength(1))

  const stranger = withOtherKey(alix)
  expect(await new FileStore(openOutbox(stranger)).get(id, 'image/png')).toBeNull()
  const others = new DraftStore(openOutbox(stranger))
  expect(others.get('channel').text).toBe('')
  others.set('channel', { text: 'another', written: [], files: [] })
  await vi.waitFor(async () => expect(await (await openOutbox(stranger)).adopt('chat-draft:channel')).toHaveLength(1))

  expect(await (await new FileStore(openOutbox(alix)).get(id, 'image/png'))?.text()).toBe('a picture')
  expect(await (await openOutbox(alix)).adopt('chat-draft:channel')).toHaveLength(1)
})

it('a full disk that refuses the taking over loses nothing', async () => {
  const alix = person()
  const page = randomUUID()
  const update = new Uint8Array([7])
  await (await openOutbox(alix)).put(page, { id: randomUUID(), update, changes: 1 })
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  const outbox = await openOutbox(alix)
  const adopted = await outbox.adopt(page)
  full.mockRestore()

  expect(adopted).toMatchObject([{ update }])
  expect(await outbox.adopt(page)).toMatchObject([{ update }])
})
