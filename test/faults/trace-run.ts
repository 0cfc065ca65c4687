import * as Y from 'yjs'
import { sharedPage } from '#test/helpers/demo.ts'
import { LiveClient, type Login } from '#test/helpers/live-client.ts'
import {
  applyPatches,
  branchesOf,
  type Branch,
  type ConcurrentTrace,
  expectAstral,
  hasAstral,
  type SequentialTrace,
} from './traces.ts'

/** Replays traces through sockets into the built product. */

export interface Place {
  origin: string
  teacher: Login
}

/** Transactions that travel in one message, as a client gathers what is typed within some milliseconds. */
const batchSize = 250
/** Messages under way before the writer waits for their acknowledgement. */
const ahead = 8

const connect = ({ origin }: Place, { cookie }: Login, room: string) => new LiveClient({ origin, cookie, room })

/** The text of the page's only paragraph. Throws where there is none. */
function pageText(ydoc: Y.Doc): Y.XmlText {
  const paragraph = ydoc.getXmlFragment('content').get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (text instanceof Y.XmlText) return text
  throw new Error('the page has no text')
}

/** A page whose only paragraph holds exactly `start`; gives its room and its state. */
async function openPage(place: Place, title: string, start: string) {
  const room = await sharedPage(place.origin, place.teacher, title)
  const client = connect(place, place.teacher, room)
  await client.whenLive()
  client.ydoc.transact(() => {
    const text = pageText(client.ydoc)
    text.delete(0, text.length)
    text.insert(0, start)
  })
  await client.whenStored()
  return { room, client, state: Y.encodeStateAsUpdate(client.ydoc) }
}

export interface Replay {
  room: string
  /** From the first edit to the last acknowledgement. */
  ms: number
  edits: number
}

/** One author types the whole trace. */
export async function replaySequential(
  place: Place,
  name: string,
  trace: SequentialTrace,
  size = batchSize,
): Promise<Replay> {
  const { room, client, state } = await openPage(place, name, trace.startContent)
  const author = new Y.Doc({ gc: false })
  Y.applyUpdate(author, state, 'start')
  const text = pageText(author)
  if (hasAstral(trace)) expectAstral(text)
  const made: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => made.push(update))
  const startedAt = performance.now()
  try {
    for (const [index, txn] of trace.txns.entries()) {
      applyPatches(author, text, txn.patches)
      if (made.length < size && index < trace.txns.length - 1) continue
      Y.applyUpdate(client.ydoc, Y.mergeUpdates(made.splice(0)), 'trace')
      await client.when(() => client.isLive && client.sent - client.stored < ahead, 'acknowledged', 60_000)
    }
    await client.whenStored(60_000)
    return { room, ms: Math.round(performance.now() - startedAt), edits: trace.txns.length }
  } finally {
    client.destroy()
  }
}

/** Each agent of the trace types on its own socket, as another person, as soon as what it stands on has reached it. */
export async function replayConcurrent(
  place: Place,
  name: string,
  trace: ConcurrentTrace,
  people: Login[],
  size = batchSize,
): Promise<Replay> {
  const { room, client, state } = await openPage(place, name, '')
  client.destroy()
  const first = 1 + Math.floor(Math.random() * 0x7fffffff)
  const clientIds = Array.from({ length: trace.numAgents }, (_, agent) => first + agent)
  const branches = branchesOf(trace, clientIds, state, pageText)
  const clocks = branches.map(({ updates }, agent) => endClocks(updates, clientIds[agent] ?? 0))
  const clients = branches.map((_, agent) => connect(place, people[agent % people.length] ?? place.teacher, room))
  try {
    await Promise.all(clients.map((one) => one.whenLive()))
    const startedAt = performance.now()
    await Promise.all(
      branches.map((branch) => {
        const own = clients[branch.agent]
        if (!own) throw new Error('no client')
        const hasSeen = (needs: number[]) =>
          needs.every(
            (count, other) =>
              other === branch.agent ||
              count === 0 ||
              Y.getState(own.ydoc.store, clientIds[other] ?? 0) >= (clocks[other]?.[count - 1] ?? 0),
          )
        return typeBranch(own, branch, hasSeen, size)
      }),
    )
    return { room, ms: Math.round(performance.now() - startedAt), edits: trace.txns.length }
  } finally {
    clients.forEach((one) => one.destroy())
  }
}

async function typeBranch(client: LiveClient, branch: Branch, hasSeen: (needs: number[]) => boolean, size: number) {
  const { updates, needs } = branch
  for (let at = 0; at < updates.length;) {
    const from = at
    while (at < updates.length && at - from < size && hasSeen(needs[at] ?? [])) at++
    if (at > from) Y.applyUpdate(client.ydoc, Y.mergeUpdates(updates.slice(from, at)), 'trace')
    const next = needs[at] ?? []
    await client.when(
      () => client.isLive && client.sent - client.stored < ahead && hasSeen(next),
      `${at} of ${updates.length} typed`,
      60_000,
    )
  }
  await client.whenStored(60_000)
}

/** The author's clock after each update; one that only deletes leaves it where it was. */
function endClocks(updates: Uint8Array[], clientId: number): number[] {
  let clock = 0
  return updates.map((update) => (clock = Y.parseUpdateMeta(update).to.get(clientId) ?? clock))
}

/** The page's text as somebody sees it who opens it now. */
export async function readText(place: Place, room: string): Promise<string> {
  const reader = connect(place, place.teacher, room)
  try {
    await reader.whenLive()
    return pageText(reader.ydoc).toString()
  } finally {
    reader.destroy()
  }
}
