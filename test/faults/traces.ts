import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import * as z from 'zod'

/**
 * Editing histories of real people: josephg/editing-traces, Joseph Gentle and JSON Joy, CC BY 4.0. Whole ones lie beside
 * the checkout or where TRACES_DIR says; test/fixtures has the beginnings of two.
 */

const patches = z.array(z.tuple([z.number(), z.number(), z.string()]))
const sequentialShape = z.object({
  startContent: z.string(),
  endContent: z.string(),
  txns: z.array(z.object({ patches })),
})
const concurrentShape = z.object({
  kind: z.literal('concurrent'),
  endContent: z.string(),
  numAgents: z.number(),
  txns: z.array(z.object({ parents: z.array(z.number()), agent: z.number(), patches })),
})

export type SequentialTrace = z.infer<typeof sequentialShape>
export type ConcurrentTrace = z.infer<typeof concurrentShape>
type Patches = z.infer<typeof patches>

const root = resolve(import.meta.dirname, '../..')
const fixtures = join(root, 'test/fixtures')
export const tracesFolder = process.env.TRACES_DIR ?? resolve(root, '../shared/data/traces')
export const hasWholeTraces = existsSync(tracesFolder)

const read = (file: string): unknown => JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))

const fileOf = (name: string, isSample: boolean) =>
  isSample ? join(fixtures, `${name}-sample.json.gz`) : join(tracesFolder, `${name}.json.gz`)

export const readSequential = (name: string, isSample = false) => sequentialShape.parse(read(fileOf(name, isSample)))
export const readConcurrent = (name: string, isSample = false) => concurrentShape.parse(read(fileOf(name, isSample)))

/** One transaction of a trace as one transaction of Yjs. Positions of traces are Unicode code points, Yjs counts UTF-16. */
export function applyPatches(ydoc: Y.Doc, text: Y.Text, list: Patches): void {
  ydoc.transact(() => {
    for (const [position, deleted, inserted] of list) {
      const from = utf16(text, position, 0)
      if (deleted > 0) text.delete(from, utf16(text, deleted, from))
      if (inserted !== '') text.insert(from, inserted)
    }
  })
}

const astral = /[\u{10000}-\u{10ffff}]/u
/** Texts in which a character outside the basic plane was met: only there the two ways of counting differ. */
const withAstral = new WeakSet<Y.Text>()

/** Says that this text may hold characters of two UTF-16 units from now on. */
export const expectAstral = (text: Y.Text) => void withAstral.add(text)
export const hasAstral = (trace: SequentialTrace | ConcurrentTrace) =>
  trace.txns.some((txn) => txn.patches.some(([, , inserted]) => astral.test(inserted)))

/** How many UTF-16 units `points` code points take from `from` on. */
function utf16(text: Y.Text, points: number, from: number): number {
  if (!withAstral.has(text)) return points
  const units = text.toString().slice(from)
  return [...units].slice(0, points).join('').length
}

export interface Branch {
  agent: number
  updates: Uint8Array[]
  /** Per own update: how many of each other agent's updates it was written upon. */
  needs: number[][]
}

/**
 * The updates of each agent of a concurrent trace. Each transaction is made in a ydoc that holds exactly its parents and
 * what they stand on, as its author saw it. Client ids rise with the agents' numbers: Yjs decides by them which of two
 * insertions at one place comes first, and this order gives the text that the trace ends with.
 */
export function branchesOf(
  trace: ConcurrentTrace,
  clientIds: number[],
  start: Uint8Array,
  find: (ydoc: Y.Doc) => Y.Text,
): Branch[] {
  const agents = clientIds.map((clientId, agent) => {
    const ydoc = new Y.Doc({ gc: false })
    ydoc.clientID = clientId
    Y.applyUpdate(ydoc, start)
    const text = find(ydoc)
    if (hasAstral(trace)) expectAstral(text)
    const branch: Branch = { agent, updates: [], needs: [] }
    const made: Uint8Array[] = []
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'merge') made.push(update)
    })
    return { ydoc, text, branch, made, has: clientIds.map(() => 0) }
  })
  const seen: number[][] = []
  for (const { parents, agent, patches: list } of trace.txns) {
    const self = agents[agent]
    if (!self) throw new Error(`no agent ${agent}`)
    const needs = clientIds.map((_, other) => Math.max(0, ...parents.map((parent) => seen[parent]?.[other] ?? 0)))
    if (needs[agent] !== self.branch.updates.length) throw new Error('an agent wrote on two branches at once')
    for (const [other, count] of needs.entries()) {
      if (other === agent) continue
      if ((self.has[other] ?? 0) > count) throw new Error('an agent unsaw what it had seen')
      for (let at = self.has[other] ?? 0; at < count; at++)
        Y.applyUpdate(self.ydoc, agents[other]?.branch.updates[at] ?? new Uint8Array([0, 0]), 'merge')
      self.has[other] = count
    }
    self.made.length = 0
    applyPatches(self.ydoc, self.text, list)
    self.branch.updates.push(self.made.length === 1 && self.made[0] ? self.made[0] : Y.mergeUpdates(self.made))
    self.branch.needs.push(needs)
    seen.push(needs.with(agent, self.branch.updates.length))
  }
  return agents.map(({ branch }) => branch)
}
