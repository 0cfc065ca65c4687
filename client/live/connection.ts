import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { afterClose, retryDelay } from './close-reason.ts'
import type { Outbox } from './outbox.ts'
import { createUnsent, type Saved } from './unsent.ts'
import {
  type Identity,
  type Incoming,
  type Notice,
  readMessage,
  writeAwareness,
  writeHello,
  writeQueryAwareness,
  writeSync,
} from './wire.ts'

export type LiveStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'readOnly' }
  | { kind: 'offline' }
  /** The server will not take what was written here: the text is still on the screen and can be copied. */
  | { kind: 'refused'; reason: string }
  /** The server speaks a newer schema than this page of the application. */
  | { kind: 'outdated' }
  /** The session is over. */
  | { kind: 'ended' }
  /** Unknown document, or access lost: the server tells them apart for nobody. */
  | { kind: 'gone' }

export interface LiveSnapshot {
  status: LiveStatus
  saved: Saved
  identity: Identity | null
  /** True once the document's content has been here at least once. */
  isSynced: boolean
}

interface ConnectionOptions {
  room: string
  schemaVersion: number
  /** Resolves once; until then, and without one, unsent changes live in memory. */
  outbox?: Promise<Outbox>
  /** Where the socket goes; the page's own origin by default. */
  address?: string
}

const batchMs = 30
const awarenessMs = 80
const lateMs = 3_000
/** Without an acknowledgement for so long the line is taken for dead. */
const deadMs = 12_000
const pingMs = 20_000
const silentMs = 45_000

const fromServer = Symbol('server')
const fromOutbox = Symbol('outbox')

const ownAddress = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/collab`

/**
 * A ydoc on a socket: speaks collab/SPEC.md, returns by itself after a lost line, and says what is stored and what is
 * not. It never decides rights: it sends while the server says `write`.
 */
export function createConnection({ room, schemaVersion, outbox: opening, address = ownAddress() }: ConnectionOptions) {
  const ydoc = new Y.Doc()
  const awareness = new Awareness(ydoc)
  const listeners = new Set<() => void>()
  const noticeListeners = new Set<(notice: Notice) => void>()
  const isDocument = opening !== undefined
  let outbox: Outbox | null = null
  const unsent = createUnsent(room, () => outbox)

  let socket: WebSocket | null = null
  let status: LiveStatus = { kind: 'connecting' }
  let identity: Identity | null = null
  let snapshot: LiveSnapshot = { status, saved: { kind: 'saved' }, identity, isSynced: false }
  let isSynced = false
  let isDestroyed = false
  /** What this connection still waits for before it may answer the server's step 1. */
  let asked: Uint8Array | null = null
  let hasContent = false
  let sentCount = 0
  let tries = 0
  /** True from a close by changed access until the server has said again what we may do. */
  let isJudged = false
  let heardAt = 0
  let waitingSince: number | null = null
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function after(name: string, ms: number, run: () => void) {
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => (timers.delete(name), run()), ms),
    )
  }

  function savedNow(): Saved {
    const changes = unsent.changes()
    if (changes === 0) return { kind: 'saved' }
    if (status.kind !== 'live' && status.kind !== 'connecting')
      return { kind: 'deviceOnly', changes, isKept: outbox?.isKept ?? false }
    return waitingSince !== null && Date.now() - waitingSince >= lateMs
      ? { kind: 'late', changes }
      : { kind: 'sending' }
  }

  function publish() {
    if (isDestroyed) return
    const saved = savedNow()
    const same =
      JSON.stringify([status, saved, isSynced]) === JSON.stringify([snapshot.status, snapshot.saved, snapshot.isSynced])
    if (same && identity === snapshot.identity) return
    snapshot = { status, saved, identity, isSynced }
    listeners.forEach((listener) => listener())
  }

  function setStatus(next: LiveStatus) {
    status = next
    publish()
  }

  const canSend = () => status.kind === 'live' && socket?.readyState === WebSocket.OPEN

  function send(bytes: Uint8Array) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(new Uint8Array(bytes))
  }

  /** Starts the clock for the acknowledgement of the oldest unanswered message. */
  function expectStored() {
    if (waitingSince === null) waitingSince = Date.now()
    after('late', lateMs + 20, publish)
    after('dead', deadMs, () => socket?.close(4000, 'no acknowledgement'))
  }

  function flush() {
    const batch = unsent.takeBatch()
    if (batch === null) return
    if (canSend()) {
      sentCount += 1
      batch.markSent(sentCount)
      send(writeSync('update', batch.update))
      expectStored()
    }
    publish()
  }

  function onUpdate(update: Uint8Array, origin: unknown) {
    // A reader's editor may tidy what it cannot draw; that is no writing of theirs.
    if (origin === fromServer || origin === fromOutbox || identity?.access === 'read') return
    unsent.gather(update)
    if (!timers.has('batch')) after('batch', batchMs, flush)
    publish()
  }

  function sendAwareness() {
    if (identity === null) return
    send(writeAwareness(encodeAwarenessUpdate(awareness, [ydoc.clientID])))
  }

  function onAwareness(_: unknown, origin: unknown) {
    if (origin === 'local' && !timers.has('awareness')) after('awareness', awarenessMs, sendAwareness)
  }

  /** Answers the server's step 1 once the content is here and the server has said that we may write. */
  function answer() {
    if (asked === null || !hasContent || identity === null) return
    flush()
    const stateVector = asked
    asked = null
    tries = 0
    if (identity.access === 'write' && isDocument) {
      sentCount += 1
      unsent.markAllSent(sentCount)
      send(writeSync('step2', Y.encodeStateAsUpdate(ydoc, stateVector)))
      if (unsent.changes() > 0) expectStored()
    }
    status = identity.access === 'write' ? { kind: 'live' } : { kind: 'readOnly' }
    awareness.setLocalState(awareness.getLocalState())
    publish()
  }

  async function takeContent(update: Uint8Array) {
    Y.applyUpdate(ydoc, update, fromServer)
    if (!isSynced && opening !== undefined) {
      const current = socket
      outbox = await opening
      if (isDestroyed) return
      if (!isSynced) {
        unsent.keepAll()
        const kept = await outbox.adopt(room).catch(() => [])
        if (isDestroyed) return
        kept.forEach((one) => Y.applyUpdate(ydoc, one.update, fromOutbox))
        unsent.adopt(kept)
      }
      isSynced = true
      if (socket !== current) return publish()
    }
    isSynced = true
    hasContent = true
    answer()
    publish()
  }

  function onStored(count: number) {
    unsent.acknowledge(count)
    waitingSince = unsent.changes() === 0 ? null : Date.now()
    if (waitingSince === null) ['late', 'dead'].forEach((name) => clearTimeout(timers.get(name)))
    else expectStored()
    publish()
  }

  function onIdentity(next: Identity) {
    if (next.schemaVersion > schemaVersion && isDocument) return stop({ kind: 'outdated' })
    if (identity !== null && identity.epoch !== next.epoch) return stop({ kind: 'refused', reason: 'otherEpoch' })
    identity = next
    isJudged = false
    if (!isDocument) hasContent = true
    if (!isDocument) asked ??= new Uint8Array([0])
    answer()
  }

  function onMessage(incoming: Incoming) {
    switch (incoming.kind) {
      case 'step1':
        asked = incoming.stateVector
        return answer()
      case 'step2':
        return void takeContent(incoming.update)
      case 'update':
        return Y.applyUpdate(ydoc, incoming.update, fromServer)
      case 'awareness':
        return applyAwarenessUpdate(awareness, incoming.update, fromServer)
      case 'stored':
        return onStored(incoming.count)
      case 'identity':
        return onIdentity(incoming.identity)
      case 'notice':
        return noticeListeners.forEach((listener) => listener(incoming.notice))
      case 'refused':
        return stop({ kind: 'refused', reason: incoming.reason })
      case 'other':
        return
    }
  }

  /** Ends this connection for good; what is on the screen stays. */
  function stop(last: LiveStatus) {
    const closing = socket
    socket = null
    closing?.close()
    leave()
    setStatus(last)
  }

  /** The line is gone: nobody else is visible, and nothing sent counts until it is acknowledged on the next one. */
  function leave() {
    asked = null
    hasContent = false
    sentCount = 0
    waitingSince = null
    unsent.forgetSent()
    for (const name of ['late', 'dead', 'ping']) clearTimeout(timers.get(name))
    const others = [...awareness.getStates().keys()].filter((client) => client !== ydoc.clientID)
    removeAwarenessStates(awareness, others, 'closed')
    // Their next state comes with the clock we already know; without this it would be ignored.
    others.forEach((client) => awareness.meta.delete(client))
  }

  function retry(delayMs: number) {
    // Words wait in the outbox from now on, so the batch is closed even without a line.
    flush()
    setStatus(isSynced ? { kind: 'offline' } : { kind: tries > 1 ? 'offline' : 'connecting' })
    after('retry', delayMs, connect)
  }

  function onClose(code: number, reason: string) {
    socket = null
    leave()
    const next = afterClose(code, reason)
    if (next.do === 'stop') return setStatus({ kind: next.because })
    if (next.do === 'refuse') return setStatus({ kind: 'refused', reason: next.reason })
    tries += 1
    if (next.do === 'judgeAnew') {
      if (isJudged) return setStatus({ kind: 'gone' })
      isJudged = true
      identity = null
      return retry(50)
    }
    return retry(Math.max(next.delayMs ?? 0, next.delayMs === undefined ? retryDelay(tries) : 0))
  }

  function ping() {
    if (Date.now() - heardAt > silentMs) return socket?.close(4000, 'silent')
    send(writeQueryAwareness())
    return after('ping', pingMs, ping)
  }

  function connect() {
    if (isDestroyed || socket !== null) return
    const opened = new WebSocket(`${address}/${room}`)
    opened.binaryType = 'arraybuffer'
    socket = opened
    opened.addEventListener('open', () => {
      if (socket !== opened) return opened.close()
      heardAt = Date.now()
      send(writeHello({ schemaVersion, epoch: identity?.epoch ?? null }))
      if (isDocument) send(writeSync('step1', Y.encodeStateVector(ydoc)))
      return after('ping', pingMs, ping)
    })
    opened.addEventListener('message', ({ data }) => {
      if (socket !== opened || !(data instanceof ArrayBuffer)) return
      heardAt = Date.now()
      onMessage(readMessage(new Uint8Array(data)))
    })
    opened.addEventListener('close', ({ code, reason }) => {
      if (socket === opened) onClose(code, reason)
    })
  }

  /** The browser knows before any timer does. */
  const onOnline = () => {
    if (status.kind === 'offline' || status.kind === 'connecting') after('retry', Math.random() * 500, connect)
  }
  const onOffline = () => socket?.close(4000, 'offline')

  ydoc.on('update', onUpdate)
  awareness.on('update', onAwareness)
  globalThis.addEventListener('online', onOnline)
  globalThis.addEventListener('offline', onOffline)
  connect()

  return {
    ydoc,
    awareness,
    getSnapshot: () => snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    subscribeNotices(listener: (notice: Notice) => void) {
      noticeListeners.add(listener)
      return () => void noticeListeners.delete(listener)
    },
    unsentChanges: () => unsent.changes(),
    /** Tries again now: a person presses the button, or comes back after signing in. */
    reconnect() {
      if (!['offline', 'ended', 'gone'].includes(status.kind)) return
      if (status.kind !== 'offline') setStatus({ kind: 'connecting' })
      connect()
    },
    /** Gives up what the server has not taken. */
    discard() {
      unsent.discard()
      publish()
    },
    destroy() {
      flush()
      awareness.setLocalState(null)
      sendAwareness()
      isDestroyed = true
      timers.forEach((timer) => clearTimeout(timer))
      globalThis.removeEventListener('online', onOnline)
      globalThis.removeEventListener('offline', onOffline)
      const closing = socket
      socket = null
      closing?.close(1000)
      ydoc.off('update', onUpdate)
      listeners.clear()
      ydoc.destroy()
    },
  }
}

export type Connection = ReturnType<typeof createConnection>
