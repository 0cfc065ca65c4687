import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import * as Y from 'yjs'
import { type DocumentSnapshot, OpenDocument } from '#client/live/open-document.ts'
import { openOutbox } from '#client/live/outbox.ts'
import { startRelay, type TestRelay } from '#test/helpers/relay.ts'

/** What a pupil writes while a teacher reads it first: where it goes, what is known of it, and what becomes of it. */

let pupil = randomUUID()

/** The browser's socket with the pupil's cookie. */
class PupilSocket extends NodeWebSocket {
  constructor(url: string) {
    super(url, { headers: { cookie: `user=${pupil}` } })
  }
}

let relay: TestRelay
let room = ''
let opened: OpenDocument[] = []
let owner = { id: pupil, outboxKey: '', isSharedDevice: false }

beforeEach(async () => {
  pupil = randomUUID()
  owner = { id: pupil, outboxKey: randomBytes(32).toString('base64url'), isSharedDevice: false }
  vi.stubGlobal('WebSocket', PupilSocket)
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, hold: () => unknown) => void hold(), query: async () => ({ held: [] }) },
  })
  relay = await startRelay()
  vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${relay.port}` })
  room = relay.store.add()
  relay.people.set(pupil, { access: 'pending' })
})

afterEach(async () => {
  opened.forEach((document) => document.destroy())
  opened = []
  await relay.stop()
  vi.unstubAllGlobals()
})

function open() {
  const document = new OpenDocument(room, 1, owner)
  opened.push(document)
  return document
}

/** Resolves at the first change after which this holds. */
function when(document: OpenDocument, isTrue: (snapshot: DocumentSnapshot) => boolean) {
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

const isLive = (document: OpenDocument) =>
  when(document, ({ status, isCurrent }) => status.kind === 'live' && isCurrent)
const isSaved = (document: OpenDocument) => when(document, ({ saved }) => saved.kind === 'saved')
const textOf = (document: OpenDocument) => document.getSnapshot().ydoc.getText('t').toString()
const write = (document: OpenDocument, text: string) => {
  const letters = document.getSnapshot().ydoc.getText('t')
  letters.insert(letters.length, text)
}
const typed = async (document: OpenDocument, text: string) => {
  write(document, text)
  await isSaved(document)
}
const line = (is: 'offline' | 'online') => globalThis.dispatchEvent(new Event(is))
/** From now on, on every line of theirs. */
async function allow(access: 'read' | 'pending' | 'write') {
  relay.people.set(pupil, { access })
  await relay.rooms.recheck({ userIds: [pupil] })
}
const approve = async () => {
  const read = await relay.rooms.readBranch(room, pupil)
  return relay.rooms.approveBranch(room, pupil, read?.upTo ?? 0)
}
const giveBack = () => relay.rooms.endBranch(room, pupil, relay.store.endBranch(room, pupil))

/** The letters of the ydoc that its author is told to wait for. */
function waitingIn(document: OpenDocument) {
  const { ydoc, waitingFrom } = document.getSnapshot()
  const letters = waitingFrom.flatMap(([client, from]) =>
    (ydoc.store.clients.get(client) ?? []).flatMap((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString && !struct.deleted
        ? struct.content.str.slice(Math.max(0, from - struct.id.clock))
        : [],
    ),
  )
  return letters.join('')
}

describe('words under the rule', () => {
  it('wait, are known as such at once, and are with their author after a reload', async () => {
    const document = open()
    await isLive(document)
    expect(document.getSnapshot().waits).toBe(false)
    write(document, 'mine')
    expect(document.getSnapshot().waits).toBe(true)
    expect(waitingIn(document)).toBe('mine')
    await isSaved(document)
    expect(relay.store.text(room)).toBe('')
    document.destroy()
    const again = open()
    await when(again, ({ waits, isSynced }) => waits && isSynced)
    expect([textOf(again), waitingIn(again)]).toEqual(['mine', 'mine'])
    expect(again.unsentChanges()).toBe(0)
    await isLive(again)
    await typed(again, ' too')
    expect(waitingIn(again)).toBe('mine too')
  })

  it('are written under an id of their own from the moment it begins; whoever is here is seen as before', async () => {
    await allow('write')
    const document = open()
    await isLive(document)
    await typed(document, 'free ')
    const { ydoc, awareness } = document.getSnapshot()
    const before = ydoc.clientID
    await allow('pending')
    await when(document, ({ identity }) => identity?.branch !== undefined)
    await typed(document, 'waits')
    expect(ydoc.clientID).not.toBe(before)
    expect(awareness.clientID).toBe(before)
    expect([...awareness.getStates().keys()]).toEqual([before])
    expect([relay.store.text(room), waitingIn(document)]).toEqual(['free ', 'waits'])
  })

  it('begin with what was on its way when the rule began', async () => {
    await allow('write')
    const document = open()
    await isLive(document)
    await typed(document, 'free ')
    line('offline')
    write(document, 'half-')
    relay.people.set(pupil, { access: 'pending' })
    line('online')
    await when(document, ({ identity, status }) => status.kind === 'live' && identity?.branch !== undefined)
    await typed(document, 'way')
    expect([relay.store.text(room), textOf(document)]).toEqual(['free ', 'free half-way'])
    expect(waitingIn(document)).toBe('half-way')
  })

  it('of another device come to this one, and are known to wait', async () => {
    const [desk, tablet] = [open(), open()]
    await Promise.all([desk, tablet].map(isLive))
    await typed(tablet, 'tablet')
    await when(desk, ({ waits }) => waits)
    expect([textOf(desk), waitingIn(desk)]).toEqual(['tablet', 'tablet'])
  })

  it('wait no longer once a teacher has let them out; what came after does', async () => {
    const document = open()
    await isLive(document)
    const { ydoc } = document.getSnapshot()
    await typed(document, 'read ')
    await approve()
    await when(document, ({ waits }) => !waits)
    expect([relay.store.text(room), waitingIn(document)]).toEqual(['read ', ''])
    await typed(document, 'unread')
    expect([relay.store.text(room), waitingIn(document)]).toEqual(['read ', 'unread'])
    await allow('write')
    await approve()
    await when(document, ({ identity }) => identity?.branch === undefined)
    await typed(document, ' free')
    expect(relay.store.text(room)).toBe('read unread free')
    expect(document.getSnapshot()).toMatchObject({ waits: false, waitingFrom: [], ydoc })
  })

  it('are seen while the page is frozen, and nothing is written', async () => {
    const document = open()
    await isLive(document)
    await typed(document, 'mine')
    await allow('read')
    const { status } = await when(document, (now) => now.status.kind === 'readOnly')
    expect(status.kind).toBe('readOnly')
    expect([textOf(document), waitingIn(document)]).toEqual(['mine', 'mine'])
  })

  it('are under one more id when the rule begins anew', async () => {
    const document = open()
    await isLive(document)
    await typed(document, 'one ')
    await approve()
    await allow('write')
    await when(document, ({ identity }) => identity?.branch === undefined)
    await typed(document, 'free ')
    const before = document.getSnapshot().ydoc.clientID
    await allow('pending')
    await when(document, ({ identity }) => identity?.branch !== undefined)
    await typed(document, 'two')
    expect(document.getSnapshot().ydoc.clientID).not.toBe(before)
    expect([relay.store.text(room), waitingIn(document)]).toEqual(['one free ', 'two'])
  })
})

describe('words that a teacher has sent back', () => {
  it.each(['pending', 'write'] as const)(
    'leave the page; those not stored become a draft (%s from then on)',
    async (access) => {
      const document = open()
      await isLive(document)
      await typed(document, 'stored. ')
      line('offline')
      write(document, 'not stored.')
      await giveBack()
      relay.people.set(pupil, { access })
      line('online')
      const { drafts } = await when(document, (now) => now.drafts.length > 0 && now.isCurrent && now.isSynced)
      expect(drafts).toMatchObject([{ text: 'not stored.', reason: 'returned' }])
      await isLive(document)
      expect([textOf(document), waitingIn(document)]).toEqual(['', ''])
      await typed(document, 'anew')
      expect(waitingIn(document) + relay.store.text(room)).toBe('anew')
      expect(document.getSnapshot().identity?.branch).toBe(access === 'pending' ? 2 : undefined)
    },
  )

  it('leave an open page at once', async () => {
    const document = open()
    await isLive(document)
    await typed(document, 'stored')
    const before = document.getSnapshot().ydoc
    await giveBack()
    await when(document, (now) => now.ydoc !== before && now.isCurrent)
    await isLive(document)
    expect(textOf(document)).toBe('')
    expect(document.getSnapshot().drafts).toEqual([])
  })

  it.each([
    ['the next branch', 'pending'],
    ['the page', 'write'],
  ] as const)('and were left unsent in an earlier visit go into %s no more', async (_, access) => {
    const document = open()
    await isLive(document)
    await typed(document, 'stored. ')
    line('offline')
    write(document, 'left behind.')
    await when(document, ({ saved }) => saved.kind === 'deviceOnly' && saved.isKept)
    document.destroy()
    const outbox = await openOutbox(owner)
    await vi.waitFor(async () => expect(await outbox.adopt(room)).toMatchObject([{ branch: 1 }]))
    await giveBack()
    relay.people.set(pupil, { access })
    const again = open()
    line('online')
    const { drafts } = await when(again, (now) => now.drafts.length > 0 && now.isSynced)
    expect(drafts).toMatchObject([{ text: 'left behind.', reason: 'returned' }])
    await isLive(again)
    expect([textOf(again), relay.store.text(room), again.unsentChanges()]).toEqual(['', '', 0])
  })
})
