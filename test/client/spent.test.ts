import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import * as Y from 'yjs'
import { type DocumentSnapshot, OpenDocument } from '#client/live/open-document.ts'
import { startRelay, type TestRelay } from '#test/helpers/relay.ts'

/** Who has written what a day allows reads on, and the words that did not fit are theirs. */

const pupil = randomUUID()
let relay: TestRelay
let document: OpenDocument

class PupilSocket extends NodeWebSocket {
  constructor(url: string) {
    super(url, { headers: { cookie: `user=${pupil}` } })
  }
}

beforeEach(async () => {
  vi.stubGlobal('WebSocket', PupilSocket)
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, hold: () => unknown) => void hold(), query: async () => ({ held: [] }) },
  })
  relay = await startRelay()
  vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${relay.port}` })
  relay.people.set(pupil, { access: 'write', bytesPerDay: 300 })
})

afterEach(async () => {
  document.destroy()
  await relay.stop()
  vi.unstubAllGlobals()
})

function when(isTrue: (snapshot: DocumentSnapshot) => boolean) {
  return new Promise<DocumentSnapshot>((resolve) => {
    const look = () => {
      const snapshot = document.getSnapshot()
      if (!isTrue(snapshot)) return
      stop()
      resolve(snapshot)
    }
    const stop = document.subscribe(look)
    look()
  })
}

it('the words that did not fit into the day become a draft, and the page is read until then', async () => {
  const room = relay.store.add()
  document = new OpenDocument(room, 1, {
    id: pupil,
    outboxKey: randomBytes(32).toString('base64url'),
    isSharedDevice: false,
  })
  const { ydoc } = await when(({ status, isSynced }) => status.kind === 'live' && isSynced)
  ydoc.getText('t').insert(0, 'a'.repeat(400))
  await when(({ saved }) => saved.kind === 'saved' && Y.encodeStateVector(ydoc).length > 1)
  await vi.waitFor(() => expect(relay.store.text(room)).toContain('aaaa'))
  ydoc.getText('t').insert(400, 'too much for today')
  const after = await when(({ status, isCurrent }) => status.kind === 'readOnly' && isCurrent)
  expect(after.drafts).toMatchObject([{ text: 'too much for today', reason: 'budget' }])
  expect(after.identity?.spentUntil).toBeGreaterThan(Date.now())
  expect(after.isFull).toBe(false)
  expect(after.ydoc.getText('t').toString()).toBe('a'.repeat(400))
})
