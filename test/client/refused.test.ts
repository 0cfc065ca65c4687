import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import * as Y from 'yjs'
import { type DocumentSnapshot, OpenDocument } from '#client/live/open-document.ts'
import { openOutbox, wipeLocal } from '#client/live/outbox.ts'
import { startRelay, type TestRelay } from '#test/helpers/relay.ts'

/** What the server will not take becomes the writer's own draft, and the page is had afresh. */

let pupil = randomUUID()

/** The browser's socket with the pupil's cookie. */
class PupilSocket extends NodeWebSocket {
  constructor(url: string) {
    super(url, { headers: { cookie: `user=${pupil}` } })
  }
}

let relay: TestRelay
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
  relay.people.set(pupil, { access: 'write' })
})

afterEach(async () => {
  opened.forEach((document) => document.destroy())
  opened = []
  await relay.stop()
  vi.unstubAllGlobals()
})

function open(room: string, given = owner) {
  const document = new OpenDocument(room, 1, given)
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

const isOn = (document: OpenDocument, kind = 'live') =>
  when(document, ({ status, isCurrent }) => status.kind === kind && isCurrent)
const isSaved = (document: OpenDocument) => when(document, ({ saved }) => saved.kind === 'saved')
const hasDraft = (document: OpenDocument) =>
  when(document, ({ drafts, isCurrent, isSynced }) => drafts.length > 0 && isCurrent && isSynced)
const textOf = ({ ydoc }: DocumentSnapshot) => ydoc.getText('t').toString()
const type = (document: OpenDocument, text: string) => document.getSnapshot().ydoc.getText('t').insert(0, text)
/** What the browser's storage holds at an address of the outbox. */
const keptAt = async (address: string) => (await (await openOutbox(owner)).adopt(address)).length

/** An update that the check of the page is asked about: letters alone are not. */
const mark = (document: OpenDocument) => document.getSnapshot().ydoc.getText('t').format(0, 1, { bold: true })

/** A page that takes no marks. */
const strict = () => relay.store.add({ check: ({ structs }) => structs.forEach(refuseMarks) })

function refuseMarks(struct: Y.Item | Y.GC | Y.Skip) {
  if (struct instanceof Y.Item && struct.content instanceof Y.ContentFormat) throw new Error('page refuses a mark')
}

describe('words that the server refuses', () => {
  it('leave the page, which goes on with what the server has, and stay with their writer', async () => {
    const room = strict()
    const document = open(room)
    await isOn(document)
    type(document, 'kept. ')
    await isSaved(document)
    const before = document.getSnapshot().ydoc
    type(document, 'refused. ')
    mark(document)
    const after = await hasDraft(document)
    expect(after.drafts).toMatchObject([{ text: 'refused.', reason: 'forbidden' }])
    expect(after.ydoc).not.toBe(before)
    expect(textOf(after)).toBe('kept. ')
    expect(document.unsentChanges()).toBe(0)
    await isOn(document)
    type(document, 'and on. ')
    await isSaved(document)
    expect(relay.store.text(room)).toBe('and on. kept. ')
  })

  it('do not include what was stored just before', async () => {
    const room = strict()
    const document = open(room)
    await isOn(document)
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const reached = new Promise<void>((resolve) => {
      relay.store.beforeAppend = () => (resolve(), gate)
    })
    type(document, 'taken. ')
    await reached
    type(document, 'refused. ')
    mark(document)
    const after = await hasDraft(document)
    expect(after.drafts).toMatchObject([{ text: 'refused.' }])
    expect(textOf(after)).toBe('taken. ')
    release()
  })

  it('are offered again after a reload, sealed, until they are put back or discarded', async () => {
    const room = strict()
    const document = open(room)
    await isOn(document)
    type(document, 'mine')
    mark(document)
    await hasDraft(document)
    document.destroy()
    const again = open(room)
    const { drafts, isKept } = await hasDraft(again)
    expect(drafts).toMatchObject([{ text: 'mine', reason: 'forbidden' }])
    expect(isKept).toBe(true)
    again.removeDraft(drafts[0]?.id ?? '')
    await when(again, (snapshot) => snapshot.drafts.length === 0)
    await vi.waitFor(async () => expect(await keptAt(`draft:${room}`)).toBe(0))
    const last = open(room)
    await isOn(last)
    expect(last.getSnapshot().drafts).toEqual([])
  })

  it('are gone when their writer signs out', async () => {
    for (const isSharedDevice of [true, false]) {
      const room = strict()
      const document = open(room, { ...owner, isSharedDevice })
      await isOn(document)
      type(document, 'mine')
      mark(document)
      await hasDraft(document)
      await isSaved(document)
      document.destroy()
      const again = open(room, { ...owner, isSharedDevice })
      await hasDraft(again)
      again.destroy()
      await wipeLocal(owner)
      const next = open(room, { ...owner, isSharedDevice })
      await isOn(next)
      expect(next.getSnapshot().drafts).toEqual([])
    }
  })

  it('are said to be none where only a mark was refused', async () => {
    const document = open(strict())
    await isOn(document)
    type(document, 'kept')
    await isSaved(document)
    mark(document)
    await when(document, ({ losses, isCurrent, isSynced }) => losses === 1 && isCurrent && isSynced)
    expect(document.getSnapshot().drafts).toEqual([])
  })

  it('do not make the page ask without end', async () => {
    const document = open(strict())
    for (let time = 0; time <= 3; time += 1) {
      await isOn(document)
      type(document, `${time}`)
      mark(document)
      await when(document, ({ drafts }) => drafts.length === time + 1)
    }
    expect(document.getSnapshot().status).toEqual({ kind: 'refused', reason: 'forbidden' })
    document.openAfresh()
    await isOn(document)
    expect(document.getSnapshot().drafts.map((draft) => draft.text)).toEqual(['0', '1', '2', '3'])
  })
})

describe('words that a change of the page overtakes', () => {
  it('become a draft when it freezes before they have left', async () => {
    const room = relay.store.add()
    const document = open(room)
    await isOn(document)
    globalThis.dispatchEvent(new Event('offline'))
    type(document, 'Rhône')
    relay.people.set(pupil, { access: 'read' })
    globalThis.dispatchEvent(new Event('online'))
    const { drafts, status, ydoc } = await when(
      document,
      (now) => now.status.kind === 'readOnly' && now.drafts.length > 0 && now.isCurrent,
    )
    expect(drafts).toMatchObject([{ text: 'Rhône', reason: 'readOnly' }])
    expect(status.kind).toBe('readOnly')
    expect(ydoc.getText('t').toString()).toBe('')
    relay.people.set(pupil, { access: 'write' })
    await relay.rooms.recheck({ userIds: [pupil] })
    await isOn(document)
    expect(relay.store.text(room)).toBe('')
  })

  it('are no draft where they were stored and only the word of it was lost', async () => {
    const room = relay.store.add()
    const document = open(room)
    await isOn(document)
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const reached = new Promise<void>((resolve) => {
      relay.store.beforeAppend = () => (resolve(), gate)
    })
    type(document, 'Rhône')
    await reached
    globalThis.dispatchEvent(new Event('offline'))
    release()
    relay.people.set(pupil, { access: 'read' })
    globalThis.dispatchEvent(new Event('online'))
    const after = await when(
      document,
      (now) => now.status.kind === 'readOnly' && now.isCurrent && now.saved.kind === 'saved',
    )
    expect(after.drafts).toEqual([])
    expect(textOf(after)).toBe('Rhône')
  })

  it('become a draft when the document was begun anew, also after a reload', async () => {
    const room = relay.store.add({ epoch: 1 })
    const document = open(room)
    await isOn(document)
    type(document, 'old. ')
    await isSaved(document)
    globalThis.dispatchEvent(new Event('offline'))
    type(document, 'written on the old one. ')
    await beginAnew(room)
    globalThis.dispatchEvent(new Event('online'))
    const after = await hasDraft(document)
    expect(after.drafts).toMatchObject([{ text: 'written on the old one.', reason: 'otherEpoch' }])
    expect(textOf(after)).toBe('')
  })

  it('of an earlier visit are not merged into a document that was begun anew', async () => {
    const room = relay.store.add({ epoch: 1 })
    const document = open(room)
    await isOn(document)
    globalThis.dispatchEvent(new Event('offline'))
    type(document, 'written on the old one. ')
    await when(document, ({ saved }) => saved.kind === 'deviceOnly' && saved.isKept)
    document.destroy()
    await vi.waitFor(async () => expect(await keptAt(room)).toBe(1))
    await beginAnew(room)
    const again = open(room)
    const after = await hasDraft(again)
    expect(after.drafts).toMatchObject([{ text: 'written on the old one.', reason: 'otherEpoch' }])
    await isOn(again)
    expect(relay.store.text(room)).toBe('')
  })

  it('become a draft when the document is full, which is then read', async () => {
    await relay.stop()
    relay = await startRelay({ documentBytes: 400 })
    vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${relay.port}` })
    relay.people.set(pupil, { access: 'write' })
    const document = open(relay.store.add())
    await isOn(document)
    type(document, 'fits. ')
    await isSaved(document)
    type(document, 'x'.repeat(500))
    const after = await when(document, (now) => now.status.kind === 'readOnly' && now.isCurrent)
    expect(after.isFull).toBe(true)
    expect(after.drafts).toMatchObject([{ text: 'x'.repeat(500), reason: 'too_large' }])
    expect(textOf(after)).toBe('fits. ')
  })

  it('become a draft when they do not fit into the day, and the page is read until then', async () => {
    relay.people.set(pupil, { access: 'write', bytesPerDay: 300 })
    const document = open(relay.store.add())
    await isOn(document)
    type(document, 'a'.repeat(400))
    await isSaved(document)
    document.getSnapshot().ydoc.getText('t').insert(400, 'too much for today')
    const after = await when(document, ({ status, isCurrent }) => status.kind === 'readOnly' && isCurrent)
    expect(after.drafts).toMatchObject([{ text: 'too much for today', reason: 'budget' }])
    expect(after.identity?.spentUntil).toBeGreaterThan(Date.now())
    expect(after.isFull).toBe(false)
    expect(textOf(after)).toBe('a'.repeat(400))
  })
})

/** The document loses its history and gets another epoch, as an erasure does it. */
async function beginAnew(room: string) {
  Object.assign(relay.store.get(room), { epoch: 2, rows: [], contributors: new Map() })
  // The room of the old one ends a moment after the last has left it.
  await vi.waitFor(async () => {
    const { loads } = relay.store
    await relay.rooms.read(room)
    expect(relay.store.loads).toBe(loads + 1)
  })
}
