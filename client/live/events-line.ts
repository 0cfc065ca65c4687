import { createEventReader, readEvents } from './event-stream.ts'
import type { Line, LineListener } from './line.ts'
import { createPosts } from './posts.ts'
import * as z from '#collab/schema.ts'
import { createTimers } from './timers.ts'

/** The relay says something each 15 s, if only a comment. */
const silentMs = 35_000
/** Where a POST is taken no more, the stream says better than a status why. */
const reasonMs = 1_000
const broken = 1006

const openSchema = z.object({ line: z.string() })
const closeSchema = z.object({ code: z.number(), reason: z.string() })

function fromBase64(text: string) {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** A line over plain HTTP (SPEC 53-59): the relay's messages are events of one long answer, ours go by POST, one at a time. */
export function openEventsLine(address: string, listener: LineListener): Line {
  const url = address.replace(/^ws/, 'http')
  const over = new AbortController()
  const timers = createTimers()
  let say: ((bytes: Uint8Array) => void) | null = null

  const close = () => {
    timers.stopAll()
    over.abort()
  }
  const end = (code: number, reason = '') => {
    if (over.signal.aborted) return
    close()
    listener.onClose(code, reason)
  }
  const onBroken = () => timers.after('reason', reasonMs, () => end(broken))
  const hearOn = () => timers.after('silent', silentMs, () => end(broken))

  function onEvent(name: string, data: string) {
    if (over.signal.aborted) return
    if (name === 'message') return listener.onMessage(fromBase64(data))
    const json: unknown = JSON.parse(data)
    if (name === 'open') {
      say = createPosts({ url: `${url}/messages`, secret: openSchema.parse(json).line, over: over.signal, onBroken })
      listener.onOpen()
    }
    if (name === 'close') {
      const { code, reason } = closeSchema.parse(json)
      end(code, reason)
    }
  }

  const read = createEventReader(onEvent)
  hearOn()
  void readEvents(`${url}/events`, over.signal, (text) => {
    hearOn()
    read(text)
  })
    .catch(() => {})
    .finally(() => end(broken))
  return {
    send(bytes) {
      if (!over.signal.aborted) say?.(bytes)
    },
    close,
  }
}
