import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import * as Y from 'yjs'
import { afterClose, retryDelay } from '#client/live/close-reason.ts'
import { Connection } from '#client/live/connection.ts'
import { openOutbox } from '#client/live/outbox.ts'
import { closeCode, messageType } from '#collab/protocol.ts'
import { startRelay, type TestRelay } from '#test/helpers/relay.ts'

const pupil = randomUUID()

/** The browser's socket with the pupil's cookie. */
class PupilSocket extends NodeWebSocket {
  constructor(url: string) {
    super(url, { headers: { cookie: `user=${pupil}` } })
    this.on('message', (data) => data instanceof ArrayBuffer && received.push(new Uint8Array(data)))
  }

  override send(bytes: Parameters<NodeWebSocket['send']>[0]) {
    if (bytes instanceof Uint8Array) sent.push(bytes)
    super.send(bytes)
  }
}

/** What left the browser, in order. */
let sent: Uint8Array[] = []
/** What came, as it came. */
let received: Uint8Array[] = []
const nameOf = ([type, kind]: Uint8Array) => {
  if (type === messageType.sync) return ['step 1', 'step 2', 'update'][kind ?? -1]
  return Object.entries(messageType).find(([, value]) => value === type)?.[0]
}

let relay: TestRelay
let opened: Connection[] = []

beforeEach(async () => {
  vi.stubGlobal('WebSocket', PupilSocket)
  sent = []
  received = []
  relay = await startRelay()
  relay.people.set(pupil, { access: 'write' })
})

afterEach(async () => {
  opened.forEach((connection) => connection.destroy())
  opened = []
  await relay.stop()
  vi.unstubAllGlobals()
})

function open(room: string, schemaVersion = 1, userId = pupil) {
  const outbox = openOutbox({ id: pupil, outboxKey: '', isSharedDevice: true })
  const connection = new Connection({ room, schemaVersion, userId, outbox, address: relay.url })
  opened.push(connection)
  return connection
}

/** Resolves at the first change after which this holds. */
function when(connection: Connection, isTrue: (snapshot: ReturnType<Connection['getSnapshot']>) => boolean) {
  return new Promise<void>((resolve) => {
    const look = () => {
      if (!isTrue(connection.getSnapshot())) return
      stop()
      resolve()
    }
    const stop = connection.subscribe(look)
    look()
  })
}

const isLive = (connection: Connection) => when(connection, ({ status }) => status.kind === 'live')
const isSaved = (connection: Connection) => when(connection, ({ saved }) => saved.kind === 'saved')
const type = (connection: Connection, text: string) => connection.ydoc.getText('t').insert(0, text)

describe('a page on a socket', () => {
  it('says saved only after the disk has the words', async () => {
    const room = relay.store.add()
    const connection = open(room)
    await isLive(connection)
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const reached = new Promise<void>((resolve) => {
      relay.store.beforeAppend = () => (resolve(), gate)
    })
    type(connection, 'Loire')
    await reached
    expect(connection.getSnapshot().saved).toEqual({ kind: 'sending' })
    release()
    await isSaved(connection)
    expect(relay.store.text(room)).toBe('Loire')
  })

  it('says not saved yet when there is a connection and no word from the disk', async () => {
    const connection = open(relay.store.add())
    await isLive(connection)
    relay.store.isBroken = true
    type(connection, 'Loire')
    await when(connection, ({ saved }) => saved.kind === 'late')
    expect(connection.getSnapshot().status.kind).toBe('live')
    relay.store.isBroken = false
    await isSaved(connection)
  })

  it('says so too where the timer rings before the clock says that it is time', async () => {
    const begin = Date.now()
    const started = performance.now()
    const now = vi.spyOn(Date, 'now').mockImplementation(() => begin + (performance.now() - started) * 0.95)
    const connection = open(relay.store.add())
    await isLive(connection)
    relay.store.isBroken = true
    type(connection, 'Loire')
    await when(connection, ({ saved }) => saved.kind === 'late')
    now.mockRestore()
  })

  it('keeps what is written without a line, counts it, and sends it when the line is back', async () => {
    const room = relay.store.add()
    const connection = open(room)
    await isLive(connection)
    globalThis.dispatchEvent(new Event('offline'))
    type(connection, 'Elbe')
    await when(connection, ({ saved }) => saved.kind === 'deviceOnly')
    expect(connection.getSnapshot()).toMatchObject({
      status: { kind: 'offline' },
      saved: { changes: 1, isKept: false },
    })
    globalThis.dispatchEvent(new Event('online'))
    await isSaved(connection)
    expect(relay.store.text(room)).toBe('Elbe')
  })

  it('stays open when a freeze and a thaw follow at once', async () => {
    const connection = open(relay.store.add())
    await isLive(connection)
    relay.people.set(pupil, { access: 'read' })
    await relay.rooms.recheck({ userIds: [pupil] })
    await when(connection, ({ status }) => status.kind === 'readOnly')
    relay.people.set(pupil, { access: 'write' })
    await relay.rooms.recheck({ userIds: [pupil] })
    await isLive(connection)
  })

  it('reads while it is frozen and goes on after, on the same line and in the same ydoc; what was taken is saved (SPEC 84)', async () => {
    const room = relay.store.add()
    const connection = open(room)
    await isLive(connection)
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const reached = new Promise<void>((resolve) => {
      relay.store.beforeAppend = () => (resolve(), gate)
    })
    type(connection, 'Loire')
    await reached
    const lines = sent.filter((bytes) => nameOf(bytes) === 'hello').length
    relay.people.set(pupil, { access: 'read' })
    await relay.rooms.recheck({ userIds: [pupil] })
    await when(connection, ({ status }) => status.kind === 'readOnly')
    expect(connection.getSnapshot().saved).toEqual({ kind: 'sending' })
    release()
    await isSaved(connection)
    relay.people.set(pupil, { access: 'write' })
    await relay.rooms.recheck({ userIds: [pupil] })
    await isLive(connection)
    type(connection, 'Upper ')
    await isSaved(connection)
    expect(relay.store.text(room)).toBe('Upper Loire')
    expect(sent.filter((bytes) => nameOf(bytes) === 'hello').length).toBe(lines)
  })

  it('is had afresh where the freeze overtakes words: they are in nobody’s ydoc but this one (SPEC 84)', async () => {
    const connection = open(relay.store.add())
    await isLive(connection)
    await isSaved(connection)
    relay.people.set(pupil, { access: 'read' })
    const asked = relay.rooms.recheck({ userIds: [pupil] })
    type(connection, 'too late')
    await asked
    await when(connection, ({ status }) => status.kind === 'refused')
    expect(connection.takeUnsent().updates.length).toBe(1)
  })

  it('keeps the text on the screen when the session ends', async () => {
    const room = relay.store.add()
    const connection = open(room)
    await isLive(connection)
    type(connection, 'Seine')
    await isSaved(connection)
    relay.people.delete(pupil)
    await relay.rooms.recheck({ userIds: [pupil] })
    await when(connection, ({ status }) => status.kind === 'ended')
    expect(connection.ydoc.getText('t').toString()).toBe('Seine')
  })

  it('gets a long page packed, and answers the server once it has all of it', async () => {
    const written = new Y.Doc()
    written.getText('t').insert(0, 'the quick brown fox '.repeat(1_000))
    const room = relay.store.add({ snapshot: { sequence: 0, bytes: Y.encodeStateAsUpdate(written) } })
    const connection = open(room)
    await when(connection, ({ status }) => status.kind === 'live')
    expect(connection.ydoc.getText('t').length).toBe(20_000)
    expect(received.map(nameOf)).toContain('packed')
    expect(received.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(2_000)
  })

  it('says who is here before it sends the words, so that they have an author at once', async () => {
    const connection = open(relay.store.add())
    await isLive(connection)
    expect(sent.map(nameOf).slice(0, 4)).toEqual(['hello', 'step 1', 'awareness', 'step 2'])
  })

  it('writes and shows itself under the id that the server issued, and keeps it when the line is lost', async () => {
    const room = relay.store.add()
    const connection = open(room)
    await isLive(connection)
    const issued = connection.getSnapshot().identity?.clientId
    expect(connection.ydoc.clientID).toBe(issued)
    expect([...connection.awareness.getStates().keys()]).toEqual([issued])
    type(connection, 'Loire')
    await isSaved(connection)
    expect([...relay.store.get(room).contributors]).toEqual([[issued, pupil]])
    globalThis.dispatchEvent(new Event('offline'))
    globalThis.dispatchEvent(new Event('online'))
    await isLive(connection)
    expect(connection.getSnapshot().identity?.clientId).not.toBe(issued)
    expect(connection.ydoc.clientID).toBe(issued)
  })

  it('asks for another id where Yjs finds its own in use', async () => {
    const room = relay.store.add()
    const connection = open(room)
    await isLive(connection)
    const first = connection.ydoc.clientID
    const ydoc = new Y.Doc()
    ydoc.clientID = first
    const twin = await relay.join(room, pupil, { access: 'write' }, { ydoc }).synced()
    twin.type('twice')
    await when(connection, ({ identity, status }) => status.kind === 'live' && identity?.clientId !== first)
    expect(connection.ydoc.clientID).toBe(connection.getSnapshot().identity?.clientId)
    type(connection, 'Loire ')
    await isSaved(connection)
    expect(relay.store.text(room)).toBe('Loire twice')
  })

  it('sends nothing of one person on a connection that is another’s by now', async () => {
    const room = relay.store.add()
    const connection = open(room, 1, randomUUID())
    type(connection, 'Loire')
    await when(connection, ({ status }) => status.kind === 'ended')
    expect(sent.map(nameOf)).not.toContain('step 2')
    expect(relay.store.text(room)).toBe('')
    expect(connection.unsentChanges()).toBe(1)
  })

  it('is gone where the document is unknown', async () => {
    const connection = open(randomUUID())
    await when(connection, ({ status }) => status.kind === 'gone')
  })

  it('stops where the server speaks a newer schema', async () => {
    const connection = open(relay.store.add({ schemaVersion: 2 }), 1)
    await when(connection, ({ status }) => status.kind === 'outdated')
  })

  it('shows others as the server names them, and nobody when the line is lost', async () => {
    const room = relay.store.add()
    const connection = open(room)
    await isLive(connection)
    const friend = randomUUID()
    const peer = await relay.join(room, friend).synced()
    peer.sendAwareness(peer.ydoc.clientID, 1, { user: { id: 'somebody else' } })
    const users = () => [...connection.awareness.getStates().values()].map((state) => state['user']?.id)
    await new Promise<void>((resolve) => {
      connection.awareness.on('change', () => users().includes(friend) && resolve())
    })
    globalThis.dispatchEvent(new Event('offline'))
    expect(users()).not.toContain(friend)
  })
})

describe('after a close', () => {
  it('each code has its consequence', () => {
    const after = Object.entries(closeCode).map(([name, code]) => [name, afterClose(code, 'delay=1500')])
    expect(Object.fromEntries(after)).toEqual({
      malformed: { do: 'refuse', reason: 'malformed' },
      unauthenticated: { do: 'stop', because: 'ended' },
      accessChanged: { do: 'judgeAnew' },
      unknown: { do: 'stop', because: 'gone' },
      slow: { do: 'retry' },
      otherEpoch: { do: 'refuse', reason: 'otherEpoch' },
      tooLarge: { do: 'refuse', reason: 'too_large' },
      tooMany: { do: 'retry', delayMs: 15_000 },
      restart: { do: 'retry', delayMs: 1_500 },
      unavailable: { do: 'retry' },
    })
    expect(afterClose(1006, '')).toEqual({ do: 'retry' })
  })

  it('the wait grows, is bounded, and is spread so that a class does not return as one', () => {
    expect(retryDelay(1, 0)).toBe(300)
    expect(retryDelay(1, 1)).toBe(600)
    expect(retryDelay(40, 1)).toBe(20_000)
  })
})
