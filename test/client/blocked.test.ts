// @vitest-environment node
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import { createEventReader } from '#client/live/event-stream.ts'
import { startRelay, type TestRelay } from '#test/helpers/relay.ts'

/** Where a filter lets no WebSocket through, the same page goes on by events and POSTs, and comes back. */

const pupil = randomUUID()
const nativeFetch = globalThis.fetch
let relay: TestRelay
let page: EventTarget
let storage: Map<string, string>
/** What the filter does: which WebSockets it lets through. */
let isBlocked = true
/** Addresses of WebSockets that were tried, and of POSTs, in order. */
let tried: string[] = []
/** How the next POSTs of messages fare. */
let fates: ('lost before' | 'lost after')[] = []
let opened: { destroy(): void }[] = []

const nameOf = (address: string) => address.split('/').at(-1) ?? ''

/** The browser's socket with the pupil's cookie; blocked, it goes where nobody listens. */
class FilteredSocket extends NodeWebSocket {
  constructor(url: string) {
    tried.push(`socket ${nameOf(url) === 'test' ? 'test' : 'room'}`)
    super(isBlocked ? 'ws://127.0.0.1:1/' : url, { headers: { cookie: `user=${pupil}` } })
    this.on('error', () => {})
  }
}

const fetchWithCookie: typeof fetch = async (input, init) => {
  const url = String(input)
  const ask = () => nativeFetch(url, { ...init, headers: { ...init?.headers, cookie: `user=${pupil}` } })
  if (nameOf(url) === 'events') tried.push('events')
  const fate = nameOf(url) === 'messages' ? fates.shift() : undefined
  if (fate === 'lost after') await (await ask()).arrayBuffer()
  if (fate !== undefined) throw new TypeError('network error')
  return ask()
}

async function openPage(room: string) {
  const [{ Connection }, { openOutbox }] = await Promise.all([
    import('#client/live/connection.ts'),
    import('#client/live/outbox.ts'),
  ])
  const outbox = openOutbox({ id: pupil, outboxKey: '', isSharedDevice: true })
  const connection = new Connection({ room, schemaVersion: 1, userId: pupil, outbox, address: relay.url })
  opened.push(connection)
  return connection
}

type Page = Awaited<ReturnType<typeof openPage>>

/** Resolves at the first change after which this holds. */
function when(connection: Page, isTrue: (snapshot: ReturnType<Page['getSnapshot']>) => boolean) {
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

const isLive = (connection: Page, way: string) =>
  when(connection, (snapshot) => snapshot.status.kind === 'live' && snapshot.way === way)
const isSaved = (connection: Page) => when(connection, ({ saved }) => saved.kind === 'saved')
const type = (connection: Page, text: string) => connection.ydoc.getText('t').insert(0, text)

beforeEach(async () => {
  vi.resetModules()
  page = new EventTarget()
  storage = new Map()
  isBlocked = true
  tried = []
  fates = []
  vi.stubGlobal('WebSocket', FilteredSocket)
  vi.stubGlobal('fetch', fetchWithCookie)
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  })
  relay = await startRelay()
  relay.people.set(pupil, { access: 'write' })
})

afterEach(async () => {
  opened.forEach((connection) => connection.destroy())
  opened = []
  await relay.stop()
  vi.unstubAllGlobals()
})

describe('a page behind a filter', () => {
  it('is live by events after one WebSocket failed, and tells and hears what others write', async () => {
    const room = relay.store.add()
    const connection = await openPage(room)
    await isLive(connection, 'events')
    expect(tried).toEqual(['socket room', 'events'])
    expect(storage.size).toBe(1)
    const friend = await relay.join(room, randomUUID()).synced()
    type(connection, 'Loire ')
    await isSaved(connection)
    friend.type('Elbe')
    await vi.waitFor(() => expect(connection.ydoc.getText('t').toString()).toBe('Loire Elbe'))
    expect(relay.store.text(room)).toContain('Loire')
  })

  it('remembers the way: the next page opens by events at once', async () => {
    const room = relay.store.add()
    await isLive(await openPage(room), 'events')
    vi.resetModules()
    tried = []
    await isLive(await openPage(room), 'events')
    expect(tried).toEqual(['events'])
  })

  it('goes back to WebSockets once one gets through, and takes along what was not confirmed', async () => {
    const room = relay.store.add()
    const connection = await openPage(room)
    await isLive(connection, 'events')
    relay.store.isBroken = true
    const reached = new Promise<void>((resolve) => {
      relay.store.beforeAppend = async () => resolve()
    })
    type(connection, 'Loire')
    await reached
    page.dispatchEvent(new Event('online'))
    await vi.waitFor(() => expect(tried).toContain('socket test'))
    expect(connection.getSnapshot().way).toBe('events')
    isBlocked = false
    const statuses = new Set<string>()
    connection.subscribe(() => statuses.add(connection.getSnapshot().status.kind))
    page.dispatchEvent(new Event('online'))
    await isLive(connection, 'websocket')
    expect([...statuses]).not.toContain('offline')
    relay.store.isBroken = false
    await isSaved(connection)
    expect(relay.store.text(room)).toBe('Loire')
    expect(storage.size).toBe(0)
  })

  it('sends a POST again whose answer was lost: the relay takes it once', async () => {
    const room = relay.store.add()
    const connection = await openPage(room)
    await isLive(connection, 'events')
    fates = ['lost after', 'lost before']
    type(connection, 'Loire')
    await vi.waitFor(() => expect(fates).toEqual([]), { timeout: 4_000 })
    type(connection, 'la ')
    await isSaved(connection)
    expect(relay.store.text(room)).toBe('la Loire')
    expect(tried).toEqual(['socket room', 'events'])
  })

  it('takes an ended line for a lost one, whatever it ended of, and obeys the code it was closed with', async () => {
    const room = relay.store.add()
    const connection = await openPage(room)
    await isLive(connection, 'events')
    relay.people.set(pupil, { access: 'read' })
    await relay.rooms.recheck({ userIds: [pupil] })
    await when(connection, ({ status }) => status.kind === 'readOnly')
    relay.people.delete(pupil)
    await relay.rooms.recheck({ userIds: [pupil] })
    await when(connection, ({ status }) => status.kind === 'ended')
  })
})

describe('where it is no filter', () => {
  it('one failure later on does not leave WebSockets, two do', async () => {
    isBlocked = false
    const connection = await openPage(relay.store.add())
    await isLive(connection, 'websocket')
    isBlocked = true
    page.dispatchEvent(new Event('offline'))
    page.dispatchEvent(new Event('online'))
    await isLive(connection, 'events')
    expect(tried).toEqual(['socket room', 'socket room', 'socket room', 'events'])
  })

  it('a server that is away is tried both ways in turn', async () => {
    await relay.stop()
    await openPage(randomUUID())
    await vi.waitFor(() => expect(tried).toEqual(['socket room', 'events', 'socket room']), { timeout: 4_000 })
    relay = await startRelay()
  })
})

describe('a stream of events', () => {
  it('is read the same however it is cut, with comments passed over', () => {
    const text =
      ': pad\n\nevent: open\ndata: {"line":"x"}\n\ndata: AQ==\n\n: ping\n\ndata: a\r\ndata: b\r\n\r\nevent: close\ndata:{}\n\n'
    for (const size of [1, 2, 3, 7, text.length]) {
      const heard: string[] = []
      const read = createEventReader((name, data) => heard.push(`${name} ${data}`))
      for (let at = 0; at < text.length; at += size) read(text.slice(at, at + size))
      expect(heard).toEqual(['open {"line":"x"}', 'message AQ==', 'message a\nb', 'close {}'])
    }
  })
})
