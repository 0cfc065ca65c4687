import { createServer } from 'node:http'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { createRelay, type Relay } from '#collab/relay/relay.ts'
import { sessionFromCookie } from '#server/auth/sessions.ts'
import { checkSoon } from '#server/documents/check.ts'
import { createLivePorts } from '#server/live.ts'
import { obeySoon } from '#server/writing/writing.ts'
import { type Browser, openTestApp, testOrigin } from './app.ts'
import { Peer } from './relay.ts'
import type { LineKind } from './wires.ts'

export type LiveApp = Awaited<ReturnType<typeof openLiveApp>>

/** The test app with the real relay behind a real http server. */
export async function openLiveApp() {
  let relay: Relay | undefined
  const house = await openTestApp({
    rooms: (parts) => {
      const ports = createLivePorts({
        ...parts,
        sessionFromCookie: (cookie) => sessionFromCookie({ ...parts, rooms: made.rooms }, cookie),
        onDamaged: (documentId) => checkSoon({ ...parts, rooms: made.rooms }, documentId),
        onRuled: (documentId) => obeySoon({ ...parts, rooms: made.rooms }, documentId),
      })
      // Tests knock more often than people do (SPEC 76).
      const paces = { joinsAtOnce: 10_000, asksAtOnce: 10_000 }
      const made = createRelay(ports, { isAllowedOrigin: (origin) => origin === testOrigin, lingerMs: 0, ...paces })
      relay = made
      return made.rooms
    },
  })
  const server = createServer((request, response) => relay?.answer(request, response))
  server.on('upgrade', (request, socket, head) => relay?.upgrade(request, socket, head))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const peers: Peer[] = []
  return {
    ...house,
    /** Where rooms are, without the scheme. */
    collab: `127.0.0.1:${port}/collab`,
    /** A line of this browser to a room: a document's id, or `space-` and a project's. */
    join(room: string, browser: Browser, line: LineKind = 'socket'): Peer {
      const headers = { cookie: browser.cookie() ?? '', origin: testOrigin }
      const peer = new Peer(`ws://127.0.0.1:${port}/collab/${room}`, '', { headers, line })
      peers.push(peer)
      return peer
    },
    async close() {
      for (const peer of peers) peer.destroy()
      await house.close()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}

/** Adds a paragraph at the end of a page. */
export function writeParagraph(ydoc: Y.Doc, text: string) {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  const fragment = ydoc.getXmlFragment(pageRoot)
  fragment.insert(fragment.length, [paragraph])
}

/** Deletes the block at this place of a page. */
export const deleteBlock = (ydoc: Y.Doc, index: number) => ydoc.getXmlFragment(pageRoot).delete(index, 1)
