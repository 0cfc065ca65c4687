import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { LiveClient } from '#test/helpers/live-client.ts'

const everyMs = 500

/** Pupils who type a key every half second into one page: how long each key took until it was stored. */
export async function classAtWork(origin: string, room: string, cookies: readonly string[]) {
  const took: number[] = []
  const clients = cookies.map((cookie) => {
    const sentAt: number[] = []
    const client: LiveClient = new LiveClient({
      ...{ origin, cookie, room },
      onStored: (stored) => {
        for (const [number, at] of sentAt.entries())
          if (number < stored && at > 0) {
            took.push(performance.now() - at)
            sentAt[number] = 0
          }
      },
    })
    return { client, sentAt }
  })
  await Promise.all(clients.map(({ client }) => client.whenLive(60_000)))
  const timers = clients.map(({ client, sentAt }, at) =>
    setInterval(() => {
      const [paragraph] = client.ydoc.getXmlFragment(pageRoot).toArray().slice(-1)
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (!(text instanceof Y.XmlText)) return
      text.insert(text.length, 'k')
      sentAt[client.sent - 1] = performance.now()
    }, everyMs + at),
  )
  return {
    /** Since the last time one asked. */
    spread() {
      const sorted = took.splice(0).toSorted((one, other) => one - other)
      const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
      const words = `${sorted.length} keys, stored after p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`
      return { words, p99: at(0.99) }
    },
    end() {
      for (const timer of timers) clearInterval(timer)
      for (const { client } of clients) client.destroy()
    },
  }
}
