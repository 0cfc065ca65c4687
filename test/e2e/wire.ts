import { inflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { messageType, syncType } from '#collab/protocol.ts'

/** What came to one person's device, on every line and in every answer: what they are not to know must not be in it. */
export interface Wire {
  /** Whether these words are in anything that came since the last `forget`. */
  has(words: string): boolean
  /** Topics of the notices that came since then. */
  topics(): string[]
  /** How many updates of documents came since then. */
  updates(): number
  forget(): void
}

const unpacked = (bytes: Buffer) => (bytes[0] === messageType.packed ? inflateRawSync(bytes.subarray(1)) : bytes)

export function listenTo(page: Page): Wire {
  let came: Buffer[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => void came.push(unpacked(Buffer.from(payload)))),
  )
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return
    // An answer that a new screen has overtaken has no body any more.
    void response.body().then(
      (body) => void came.push(Buffer.concat([Buffer.from([255]), body])),
      () => {},
    )
  })
  return {
    has: (words) => came.some((bytes) => bytes.includes(words)),
    topics: () =>
      came.flatMap((bytes) =>
        bytes[0] === messageType.notice ? (/"topic":"([^"]+)"/.exec(bytes.toString('utf8'))?.[1] ?? []) : [],
      ),
    updates: () => came.filter(([type, kind]) => type === messageType.sync && kind === syncType.update).length,
    forget: () => void (came = []),
  }
}

const isWriting = ([type, kind]: Buffer) => type === messageType.sync && kind !== syncType.stepOne

/** Stands between page and relay: while it holds, no letter that this person writes gets out, as on a slow line. */
export async function slowLine(page: Page) {
  let isHeld = false
  await page.routeWebSocket(/\/collab\/[\w-]{36}$/, (route) => {
    const server = route.connectToServer()
    route.onMessage((message) => {
      if (!isHeld || !isWriting(Buffer.from(message))) server.send(message)
    })
  })
  return { hold: () => void (isHeld = true), goOn: () => void (isHeld = false) }
}
