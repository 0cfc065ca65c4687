import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { hasControls } from '#collab/documents/controls.ts'
import { Content } from '#collab/relay/content.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { Malformed } from '#collab/relay/options.ts'
import { walk, type Walk } from '#collab/relay/preflight.ts'
import { damaged } from '#test/faults/hostile/frames.ts'
import { HostileWriter, pick, type Random } from '#test/faults/hostile/writer.ts'
import { seeded } from '#test/helpers/relay.ts'

// The walk and Yjs read the same bytes: what one finds in them, the other finds.

const words = ['a', 'été ', '€uro', '👋', '👩‍👩‍👧', 'some words ', '𝒳'] as const
const people = [11, 22, 4_000_000_033] as const

interface Writer {
  ydoc: Y.Doc
  undo: Y.UndoManager
}

/** Three people with some delay between them who use every kind of content, and undo what they did. */
function history(seed: number, steps: number): Uint8Array[] {
  const random = seeded(seed)
  const log: Uint8Array[] = []
  const writers = people.map((clientId): Writer => {
    const ydoc = new Y.Doc({ gc: random(2) === 0 })
    ydoc.clientID = clientId
    ydoc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'remote' && log.push(update))
    const undo = new Y.UndoManager([ydoc.getText('t'), ydoc.getXmlFragment('x'), ydoc.getMap('m')])
    return { ydoc, undo }
  })
  const seen = writers.map(() => 0)
  for (let step = 0; step < steps; step++) {
    const index = random(people.length)
    const writer = writers[index]
    if (writer === undefined) continue
    if (random(4) === 0) {
      for (const update of log.slice(seen[index])) Y.applyUpdate(writer.ydoc, update, 'remote')
      seen[index] = log.length
    }
    if (random(8) === 0) writer.undo.undo()
    else if (random(12) === 0) writer.undo.redo()
    else writer.ydoc.transact(() => change(writer.ydoc, random, step))
    if (random(3) === 0) writer.undo.stopCapturing()
  }
  return log
}

function change(ydoc: Y.Doc, random: Random, step: number): void {
  const text = ydoc.getText('t')
  const root = ydoc.getXmlFragment('x')
  const what = random(14)
  if (what < 4) text.insert(random(text.length + 1), pick(random, words))
  else if (what < 6 && text.length > 3) text.delete(random(text.length - 2), 1 + random(2))
  else if (what === 6)
    text.format(0, Math.min(text.length, 2), { bold: step % 2 === 0 ? true : null, link: { href: '👋' } })
  else if (what === 7)
    ydoc.getMap('m').set(`k${random(3)}`, { step, list: [1, null, undefined, true, 'x', 1.5, -3, 7n] })
  else if (what === 8) ydoc.getMap('m').set('bytes', new Uint8Array([1, 2, 3]))
  else if (what === 9) ydoc.getArray('l').insert(0, [step, 'é', null, new Y.Map([['a', new Y.Array()]])])
  else if (what === 10 && root.length > 0) root.delete(random(root.length), 1)
  else if (what === 11) text.insertEmbed(random(text.length + 1), { image: '€' })
  else root.insert(random(root.length + 1), [block(random, step)])
}

function block(random: Random, step: number): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  element.setAttribute('language', 'fr')
  const inner = new Y.XmlText()
  inner.insert(0, pick(random, words), step % 2 === 0 ? { bold: {} } : {})
  element.insert(0, step % 3 === 0 ? [inner, new Y.XmlElement('hardBreak')] : [inner])
  return element
}

/** What Yjs finds in an update, in the walk's words. */
function byYjs(update: Uint8Array): Pick<Walk, 'blocks' | 'deletes' | 'needs' | 'isPlain'> {
  const { structs, ds } = Y.decodeUpdate(update)
  const blocks = new Map<number, { client: number; clock: number; end: number; structs: number }>()
  const needs: number[] = []
  let isPlain = true
  for (const struct of structs) {
    const { client, clock } = struct.id
    const known = blocks.get(client)
    if (known === undefined) blocks.set(client, { client, clock, end: clock + struct.length, structs: 1 })
    else Object.assign(known, { end: clock + struct.length, structs: known.structs + 1 })
    if (!(struct instanceof Y.Item)) continue
    const parent: unknown = struct.parent
    for (const id of [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null])
      if (id !== null && id.client !== client) needs.push(client, clock, id.client, id.clock)
    const isLetters = struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted
    const isOdd = struct.content instanceof Y.ContentString && hasControls(struct.content.str)
    if (!isLetters || isOdd || typeof parent === 'string' || struct.parentSub !== null) isPlain = false
  }
  const deletes = [...ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }) => ({ client, clock, length: len })),
  )
  return {
    blocks: [...blocks.values()].map((found) => ({ ...found, start: 0, stop: 0, skipEnd: 0 })),
    deletes,
    needs,
    isPlain,
  }
}

const byWalk = ({ blocks, deletes, needs, isPlain }: Walk) => ({
  blocks: blocks.map((found) => ({ ...found, start: 0, stop: 0, skipEnd: 0 })),
  // Yjs forgets empty and repeated sections.
  deletes,
  needs,
  isPlain,
})

test('whatever people write with Yjs is read as Yjs reads it, and never refused (SPEC 14)', () => {
  let updates = 0
  for (let seed = 1; seed <= 30; seed++) {
    const log = history(seed, 120)
    const random = seeded(seed + 3_000)
    const whole = Y.mergeUpdates(log)
    const cuts = Array.from({ length: 8 }, () => {
      const theirs = new Y.Doc()
      for (const update of log.slice(0, random(log.length))) Y.applyUpdate(theirs, update)
      return [Y.diffUpdate(whole, Y.encodeStateVector(theirs)), Y.encodeStateAsUpdate(theirs)]
    })
    for (const update of [...log, whole, ...cuts.flat()]) {
      updates++
      expect(byWalk(walk(update)), `seed ${seed}`).toEqual(byYjs(update))
    }
  }
  expect(updates).toBeGreaterThan(2_500)
}, 60_000)

test('what the walk takes of hostile bytes, Yjs takes, and finds the same in it (SPEC 14, 15)', () => {
  const outcomes = { malformed: 0, undecodable: 0, fits: 0, gap: 0, nothing: 0 }
  for (let seed = 1; seed <= 20; seed++) {
    const log = history(seed, 60)
    const random = seeded(seed + 9_000)
    const whole = Y.mergeUpdates(log)
    const clocks = [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(whole))]
    for (let times = 0; times < 150; times++) {
      const update =
        random(3) === 0
          ? damaged(random(2) === 0 ? whole : (log[random(log.length)] ?? whole), random)
          : new HostileWriter(random, { ownId: 77, ownClock: 0, clocks }, pick(random, [0, 20, 60, 200])).update()
      outcomes[outcomeOf(update, whole)]++
    }
  }
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(3_000)
  for (const [name, count] of Object.entries(outcomes)) expect(count, name).toBeGreaterThan(10)
}, 60_000)

function outcomeOf(update: Uint8Array, whole: Uint8Array) {
  const hex = Buffer.from(update).toString('hex')
  let found: Walk
  try {
    found = walk(update)
  } catch (error) {
    expect(error, hex).toBeInstanceOf(Malformed)
    return 'malformed'
  }
  let expected: ReturnType<typeof byYjs>
  try {
    expected = byYjs(update)
  } catch {
    // Names, JSON and values are left to the decoder, which reads whatever is more than letters and deletes.
    expect(found.isPlain, hex).toBe(false)
    return 'undecodable'
  }
  expect(byWalk(found), hex).toEqual(expected)
  const content = new Content({ snapshot: whole, updates: [], contributors: new Map() }, (parts) =>
    Promise.resolve(foldHere(parts)),
  )
  const verdict = content.judge(update, { authorId: 'eve', mayBind: () => true })
  if (verdict.kind === 'foreign') return 'gap'
  if (verdict.kind !== 'fits') return verdict.kind
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, whole)
  Y.applyUpdate(ydoc, verdict.admitted.bytes)
  expect([ydoc.store.pendingStructs, ydoc.store.pendingDs], hex).toEqual([null, null])
  content.take(verdict.admitted, 'eve')
  expect(new Map(content.clocks), hex).toEqual(Y.decodeStateVector(Y.encodeStateVector(ydoc)))
  return 'fits'
}
