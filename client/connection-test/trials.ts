import { createEventReader, readEvents } from '#client/live/event-stream.ts'
import { openWebSocketLine } from '#client/live/websocket-line.ts'

/** Small lines to /collab/test (SPEC 60), which show what the network between this browser and the server lets through. */

export const trialNames = ['page', 'socket', 'events', 'posts'] as const
export type TrialName = (typeof trialNames)[number]

/** `gathered`: all of it came, and in one gulp. `busy`: too many are testing. */
type Outcome = 'passed' | 'failed' | 'gathered' | 'busy'

interface Result {
  outcome: Outcome
  /** There and back, in the middle of several; null where nothing came back. */
  ms: number | null
}

const longestMs = 9_000
const echoes = 5
const events = 5
/** The server takes 800 ms from the first to the last. */
const spreadMs = 400
const tooMany = 503

function median(times: number[]) {
  const middle = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]
  return middle === undefined ? null : Math.round(middle)
}

const failed: Result = { outcome: 'failed', ms: null }

async function tryPage(signal: AbortSignal): Promise<Result> {
  const from = performance.now()
  const { ok } = await fetch('/readyz', { cache: 'no-store', signal })
  return ok ? { outcome: 'passed', ms: Math.round(performance.now() - from) } : failed
}

function trySocket(signal: AbortSignal): Promise<Result> {
  return new Promise((resolve) => {
    const times: number[] = []
    let saidAt = 0
    const end = (outcome: Outcome) => {
      line.close()
      resolve({ outcome, ms: median(times) })
    }
    const say = () => {
      saidAt = performance.now()
      line.send(new Uint8Array([times.length]))
    }
    const line = openWebSocketLine(`${location.origin.replace(/^http/, 'ws')}/collab/test`, {
      onOpen: say,
      onMessage: () => {
        times.push(performance.now() - saidAt)
        if (times.length < echoes) say()
        else end('passed')
      },
      onClose: () => end('failed'),
    })
    signal.addEventListener('abort', () => end('failed'))
  })
}

async function tryEvents(signal: AbortSignal): Promise<Result> {
  const from = performance.now()
  const arrivals: number[] = []
  let openedMs: number | null = null
  const read = createEventReader((name) => {
    if (name === 'open') openedMs = Math.round(performance.now() - from)
    if (name === 'message') arrivals.push(performance.now())
  })
  const status = await readEvents('/collab/test/events', signal, read)
  if (status === tooMany) return { outcome: 'busy', ms: null }
  const [first = 0, last = 0] = [arrivals[0], arrivals.at(-1)]
  if (arrivals.length < events) return failed
  return last - first < spreadMs ? { outcome: 'gathered', ms: null } : { outcome: 'passed', ms: openedMs }
}

async function tryPosts(signal: AbortSignal): Promise<Result> {
  const times: number[] = []
  const body = crypto.getRandomValues(new Uint8Array(512))
  const headers = { 'Content-Type': 'application/octet-stream' }
  while (times.length < echoes) {
    const from = performance.now()
    const answer = await fetch('/collab/test/messages', { method: 'POST', headers, body, cache: 'no-store', signal })
    if (answer.status === tooMany) return { outcome: 'busy', ms: null }
    const back = new Uint8Array(await answer.arrayBuffer())
    if (!answer.ok || back.join() !== body.join()) return failed
    times.push(performance.now() - from)
  }
  return { outcome: 'passed', ms: median(times) }
}

const trials: Record<TrialName, (signal: AbortSignal) => Promise<Result>> = {
  page: tryPage,
  socket: trySocket,
  events: tryEvents,
  posts: tryPosts,
}

/** One trial, which ends by itself. */
async function run(name: TrialName, stopped: AbortSignal): Promise<Result> {
  const over = new AbortController()
  const end = () => over.abort()
  const timer = setTimeout(end, longestMs)
  stopped.addEventListener('abort', end)
  try {
    return await trials[name](over.signal)
  } catch {
    return failed
  } finally {
    clearTimeout(timer)
    stopped.removeEventListener('abort', end)
  }
}

/** All of them in turn. */
export async function runTrials(stopped: AbortSignal, onResult: (name: TrialName, result: Result) => void) {
  for (const name of trialNames) {
    const result = await run(name, stopped)
    if (stopped.aborted) return
    onResult(name, result)
  }
}

export type Results = Partial<Record<TrialName, Result>>

/** What it all comes to; null while something is still to be tried. */
export function verdictOf(results: Results): 'good' | 'compatible' | 'blocked' | 'unsure' | null {
  if (trialNames.some((name) => results[name] === undefined)) return null
  const passes = (name: TrialName) => results[name]?.outcome === 'passed'
  if (passes('page') && passes('socket')) return 'good'
  if (passes('events') && passes('posts')) return 'compatible'
  return trialNames.some((name) => results[name]?.outcome === 'busy') ? 'unsure' : 'blocked'
}
