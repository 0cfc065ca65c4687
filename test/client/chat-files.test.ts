import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { DraftStore, emptyDraft } from '#client/chat/outbox/draft-store.ts'
import { FileStore } from '#client/chat/outbox/file-store.ts'
import { openOutbox, type OutboxOwner } from '#client/live/outbox.ts'

const person = (): OutboxOwner => ({
  id: randomUUID(),
  outboxKey: randomBytes(32).toString('base64url'),
  isSharedDevice: false,
})

beforeEach(() => {
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, hold: () => unknown) => void hold(), query: async () => ({ held: [] }) },
  })
  return () => vi.unstubAllGlobals()
})

it('a file that is let go of at once is not kept after all', async () => {
  const owner = person()
  const files = new FileStore(openOutbox(owner))
  const gone = files.put(new Blob([new Uint8Array(2_000_000)]))
  files.remove([gone])
  const stays = files.put(new Blob(['abc'], { type: 'text/plain' }))
  const outbox = await openOutbox(owner)
  await vi.waitFor(async () => expect(await outbox.adopt(`chat-file:${stays}`)).toHaveLength(1), { timeout: 4_500 })
  expect(await outbox.adopt(`chat-file:${gone}`)).toEqual([])
  const next = new FileStore(openOutbox(owner))
  expect(await (await next.get(stays, 'text/plain'))?.text()).toBe('abc')
  expect(await next.get(gone, '')).toBeNull()
})

it('a draft that was sent while it was being kept does not come back', async () => {
  const owner = person()
  const drafts = new DraftStore(openOutbox(owner))
  drafts.set('there', { ...emptyDraft, text: 'half a thought' })
  drafts.set('here', { ...emptyDraft, text: 'x'.repeat(4_000) })
  const outbox = await openOutbox(owner)
  await vi.waitFor(async () => expect(await outbox.adopt('chat-draft:here')).toHaveLength(1), { timeout: 4_500 })
  drafts.set('here', emptyDraft)
  await vi.waitFor(async () => expect(await outbox.adopt('chat-draft:here')).toEqual([]), { timeout: 4_500 })
  expect(await outbox.adopt('chat-draft:there')).toHaveLength(1)
})
