import { tabStorage } from '#client/storage.ts'
import { openEventsLine } from './events-line.ts'
import type { Line, LineListener } from './line.ts'
import { createTimers } from './timers.ts'
import { openWebSocketLine } from './websocket-line.ts'

/** How messages travel: by WebSocket, or where a filter lets none through, by events and POSTs. */
export type Way = 'websocket' | 'events'

const storageKey = 'preau-line'
const probeMs = 60_000
const answerMs = 10_000

export const openLine: Record<Way, (address: string, listener: LineListener) => Line> = {
  websocket: openWebSocketLine,
  events: openEventsLine,
}

function remember(way: Way) {
  if (way === 'events') tabStorage.set(storageKey, way)
  else tabStorage.remove(storageKey)
}

/** What all connections of this tab know about the network: which way is open. */
let way: Way = tabStorage.get(storageKey) === 'events' ? 'events' : 'websocket'
let hasSocketOpened = false
let failures = 0
/** Those on events, to be told when a WebSocket gets through again. Each knows an address to try. */
const waiting = new Map<() => void, string>()
const timers = createTimers()

export const wayNow = () => way

export function wayOpened(opened: Way) {
  failures = 0
  if (opened === 'websocket') hasSocketOpened = true
  way = opened
  remember(way)
}

/**
 * A line ended before it was open. One WebSocket that fails is enough where none has ever opened; later a server that
 * restarts looks alike, so it takes two. Where events fail too it is no filter, and WebSockets have their turn again.
 */
export function wayFailed(failed: Way) {
  if (!navigator.onLine) return
  failures += 1
  if (failed === way && (failed === 'events' || !hasSocketOpened || failures >= 2)) {
    way = failed === 'events' ? 'websocket' : 'events'
    failures = 0
  }
}

/** Tries a WebSocket that leads to no room (SPEC 60), and tells everybody when it answers. */
function probe() {
  timers.stop('probe')
  const [address] = waiting.values()
  if (address === undefined) return
  timers.after('probe', probeMs, probe)
  if (!navigator.onLine) return
  const line = openWebSocketLine(`${address.slice(0, address.lastIndexOf('/'))}/test`, {
    onOpen: () => line.send(new Uint8Array([1])),
    onMessage: () => {
      line.close()
      wayOpened('websocket')
      const all = [...waiting.keys()]
      waiting.clear()
      all.forEach((goOn) => goOn())
    },
    onClose: () => {},
  })
  timers.after('answer', answerMs, line.close)
}

const onVisible = () => {
  if (document.visibilityState === 'visible') probe()
}
globalThis.addEventListener('online', probe)
document.addEventListener('visibilitychange', onVisible)

/** Calls back once a WebSocket gets through again, unless it is taken back. */
export function whenSocketsAreBack(address: string, goOn: () => void) {
  waiting.set(goOn, address)
  timers.once('probe', probeMs, probe)
  return () => void waiting.delete(goOn)
}
