import * as encoding from 'lib0/encoding'
import { createTimers } from './timers.ts'

/** The speaking half of an events line (SPEC 55-57): messages gather while a POST is under way, and go together in the next. */

const heartbeatMs = 20_000
/** The relay answers late where it holds the connection back; this is no answer at all. */
const answerMs = 30_000
const againMs = [300, 1_000, 3_000]
/** Of one POST; the relay takes a megabyte. A message that is larger by itself goes alone. */
const bodyBytes = 512 * 1_024
const taken = 204

/** What of the queue goes in one body: messages, each with its length before it. */
function takeBody(queue: Uint8Array[]) {
  let bytes = 0
  const end = queue.findIndex((one, at) => (bytes += one.length) > bodyBytes && at > 0)
  const encoder = encoding.createEncoder()
  for (const one of queue.splice(0, end === -1 ? queue.length : end)) encoding.writeVarUint8Array(encoder, one)
  return new Uint8Array(encoding.toUint8Array(encoder))
}

/** Gives up after so long; the signal ends it sooner. */
function withTimeout(signal: AbortSignal, ms: number) {
  const both = new AbortController()
  const timer = setTimeout(() => both.abort(), ms)
  const end = () => both.abort()
  signal.addEventListener('abort', end)
  return {
    signal: both.signal,
    done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    },
  }
}

interface PostsHost {
  url: string
  secret: string
  /** Nothing is sent after it. */
  over: AbortSignal
  /** What is sent is taken no more. */
  onBroken(): void
}

export function createPosts({ url, secret, over, onBroken }: PostsHost) {
  const timers = createTimers()
  const queue: Uint8Array[] = []
  let sequence = 0
  let isPosting = false
  over.addEventListener('abort', timers.stopAll)

  async function ask(body: Uint8Array<ArrayBuffer>): Promise<number> {
    const headers = { 'Content-Type': 'application/octet-stream', 'X-Line': secret, 'X-Sequence': String(sequence) }
    const { signal, done } = withTimeout(over, answerMs)
    try {
      return (await fetch(url, { method: 'POST', headers, body, signal })).status
    } finally {
      done()
    }
  }

  /** Sends this body under the next number, again under the same where the answer is lost. */
  async function post(body: Uint8Array<ArrayBuffer>) {
    sequence += 1
    for (const waitMs of [...againMs, null]) {
      const status = await ask(body).catch(() => null)
      if (status !== null || over.aborted || waitMs === null) return status
      await new Promise<void>((resolve) => timers.after('again', waitMs, () => resolve()))
    }
    return null
  }

  const beatLater = () => timers.after('beat', heartbeatMs, () => void pump(true))

  async function pump(isBeat = false) {
    if (isPosting || over.aborted || (queue.length === 0 && !isBeat)) return
    isPosting = true
    timers.stop('beat')
    const status = await post(takeBody(queue))
    isPosting = false
    if (over.aborted) return
    if (status !== taken) return onBroken()
    beatLater()
    await pump()
  }

  beatLater()
  return (bytes: Uint8Array) => {
    queue.push(bytes)
    // What is said in one turn goes in one body.
    queueMicrotask(() => void pump())
  }
}
