import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { Content } from '#collab/relay/content.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { makeVisible } from '#collab/relay/make-visible.ts'
import { seeded } from '#test/helpers/relay.ts'

/*
 * Whoever comes later is sent what was deleted as a length. They must hold the same as those who have been there all along:
 * the same text, marks, clocks and deletes, now and after anything that anybody still writes (SPEC 72).
 */

// Many stories, some thousand documents.
vi.setConfig({ testTimeout: 60_000 })

const none = Y.encodeStateVector(new Y.Doc())
const words = ['été ', '€uro', 'some words ', 'a']
/** Yjs itself tells two stories of a pair of units that somebody writes into, so only some stories have one. */
const withPairs = [...words, '👋']
const contributors = new Map([11, 22, 33].map((client) => [client, 'anna']))

const contentOf = (updates: Uint8Array[], isStored: boolean) => {
  const half = Math.floor(updates.length / 2)
  const snapshot = isStored && half > 0 ? foldHere(updates.slice(0, half)).bytes : null
  return new Content({ snapshot, updates: updates.slice(snapshot === null ? 0 : half), contributors }, (pieces) =>
    Promise.resolve(foldHere(pieces)),
  )
}

const docOf = (updates: Uint8Array[], gc: boolean) => {
  const ydoc = new Y.Doc({ gc })
  for (const update of updates) Y.applyUpdate(ydoc, update)
  return ydoc
}

/** What a document holds, deletes included. */
const heldBy = (ydoc: Y.Doc) => ({
  x: ydoc.getXmlFragment('x').toString(),
  t: ydoc.getText('t').toDelta(),
  l: ydoc.getArray('l').toJSON(),
  m: ydoc.getMap('m').toJSON(),
  clocks: [...Y.decodeStateVector(Y.encodeStateVector(ydoc))].toSorted(([a], [b]) => a - b),
  deletes: [...Y.createDeleteSetFromStructStore(ydoc.store).clients]
    .toSorted(([a], [b]) => a - b)
    .map(([client, ranges]) => [client, ...ranges.map(({ clock, len }) => `${clock}+${len}`)]),
  pending: [ydoc.store.pendingStructs, ydoc.store.pendingDs],
})

function change(ydoc: Y.Doc, random: (below: number) => number, said: readonly string[]): void {
  const text = ydoc.getText('t')
  const root = ydoc.getXmlFragment('x')
  const word = said[random(said.length)] ?? ''
  const at = random(root.length)
  const paragraph = root.length === 0 ? null : root.get(at)
  const inner = paragraph instanceof Y.XmlElement && paragraph.length > 0 ? paragraph.get(0) : null
  switch (random(17)) {
    case 0:
    case 1:
      return text.insert(random(text.length + 1), word)
    case 2:
    case 3:
      return text.length > 4 ? text.delete(random(text.length - 3), 1 + random(3)) : undefined
    case 4:
      return text.length > 2 ? text.format(random(text.length - 1), 1, { bold: random(2) === 0 || null }) : undefined
    case 5:
      return ydoc.getArray('l').insert(random(ydoc.getArray('l').length + 1), [1, 'x', null, { a: [word] }])
    case 6:
      return ydoc.getArray('l').length > 3
        ? ydoc.getArray('l').delete(random(ydoc.getArray('l').length - 2), 2)
        : undefined
    case 7: {
      const element = new Y.XmlElement('paragraph')
      element.insert(0, [new Y.XmlText(word)])
      return root.insert(random(root.length + 1), [element])
    }
    case 8:
      return root.length > 2 ? root.delete(at, 1) : undefined
    case 9:
    case 10:
      return inner instanceof Y.XmlText ? inner.insert(random(inner.length + 1), word) : undefined
    case 11:
      return inner instanceof Y.XmlText && inner.length > 2 ? inner.delete(random(inner.length - 1), 1) : undefined
    case 12:
    case 13:
      return void ydoc.getMap('m').set(`k${random(2)}`, random(2) === 0 ? word : new Y.Map([['inner', word]]))
    case 14:
      return ydoc.getMap('m').delete(`k${random(2)}`)
    case 15:
      return paragraph instanceof Y.XmlElement ? paragraph.setAttribute('lang', word) : undefined
    default: {
      const list = new Y.XmlElement('list')
      const item = new Y.XmlElement('item')
      item.insert(0, [new Y.XmlText(word)])
      list.insert(0, [item])
      return root.insert(random(root.length + 1), [list])
    }
  }
}

function hearAll(person: { ydoc: Y.Doc; heard: number }, updates: readonly Uint8Array[]): void {
  for (const update of updates.slice(person.heard)) Y.applyUpdate(person.ydoc, update, 'heard')
  person.heard = updates.length
}

/** Three who write at the same time and hear of each other late; all they wrote, in an order in which it fits. */
function story(seed: number, said: readonly string[] = words) {
  const random = seeded(seed)
  const updates: Uint8Array[] = []
  const people = [11, 22, 33].map((clientID) => {
    const ydoc = new Y.Doc()
    ydoc.clientID = clientID
    const mine = { ydoc, heard: 0 }
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'heard') updates.push(update)
    })
    return mine
  })
  const hear = (person: { ydoc: Y.Doc; heard: number }) => {
    const upTo = person.heard + random(updates.length - person.heard + 1)
    for (const update of updates.slice(person.heard, upTo)) Y.applyUpdate(person.ydoc, update, 'heard')
    person.heard = upTo
  }
  for (let step = 0; step < 120; step++) {
    const person = people[random(3)]
    if (person === undefined) continue
    if (random(3) === 0) hear(person)
    change(person.ydoc, random, said)
  }
  return { updates, random, people }
}

describe('whoever comes later', () => {
  test('holds what those hold who have been there all along, and no deleted letter (SPEC 72)', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { updates } = story(seed, withPairs)
      const whole = docOf(updates, false)
      for (const isStored of [true, false]) {
        const content = contentOf(updates, isStored)
        const answer = content.answer(none)
        expect(heldBy(docOf(answer, true)), `seed ${seed}`).toEqual(heldBy(docOf(updates, true)))
        expect(heldBy(docOf(answer, false)), `seed ${seed}`).toEqual(heldBy(whole))
        for (const update of answer) expectNothingDeleted(update, content, seed)
      }
    }
  })

  test('goes on with the others, whatever anybody writes next (SPEC 72)', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { updates, random, people } = story(seed + 1_000)
      const joiner = docOf(contentOf(updates, random(2) === 0).answer(none), true)
      joiner.clientID = 44
      joiner.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'heard') updates.push(update)
      })
      const all = [...people, { ydoc: joiner, heard: updates.length }]
      for (let step = 0; step < 40; step++) {
        const one = all[random(4)]
        if (one === undefined) continue
        if (random(2) === 0) hearAll(one, updates)
        change(one.ydoc, random, words)
      }
      // Who hears of marks may tidy them, which is news to the others.
      for (const one of [...all, ...all, ...all]) hearAll(one, updates)
      const expected = heldBy(docOf(updates, false))
      for (const { ydoc } of all) expect(heldBy(ydoc), `seed ${seed}`).toEqual(expected)
      expect(heldBy(docOf(contentOf(updates, true).answer(none), true)), `seed ${seed}`).toEqual(expected)
    }
  })
})

describe('whoever returns', () => {
  test('gets the rest from any beginning they know, and no deleted letter (SPEC 72)', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { updates, random } = story(seed + 2_000, withPairs)
      const whole = docOf(updates, false)
      for (const isStored of [true, false]) {
        const theirs = docOf(updates.slice(0, random(updates.length)), true)
        const content = contentOf(updates, isStored)
        const answer = content.answer(Y.encodeStateVector(theirs))
        for (const update of answer) Y.applyUpdate(theirs, update)
        expect(heldBy(theirs), `seed ${seed}`).toEqual(heldBy(whole))
        for (const update of answer) expectNothingDeleted(update, content, seed)
      }
    }
  })

  test('finds the room that changed meanwhile as it is, whatever was kept of earlier answers (SPEC 72)', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { updates, random } = story(seed + 3_000)
      const content = contentOf(updates.slice(0, 60), random(2) === 0)
      for (let at = 60; at < updates.length; at++) {
        const verdict = content.judge(updates[at] ?? none, { authorId: 'anna', mayBind: () => true })
        if (verdict.kind === 'foreign' || verdict.kind === 'gap') throw new Error(verdict.kind)
        if (verdict.kind === 'fits') content.take(verdict.admitted, 'anna')
        if (random(4) > 0) continue
        if (random(6) === 0) content.forget()
        const now = docOf(updates.slice(0, at + 1), false)
        const answer = content.answer(none)
        expect(heldBy(docOf(answer, true)), `seed ${seed} at ${at}`).toEqual(heldBy(now))
        for (const update of answer) expectNothingDeleted(update, content, seed)
      }
    }
  })
})

test('what a thread made goes on with what was taken meanwhile and later, in parts of any size (SPEC 72, 82)', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { updates, random } = story(seed + 4_000, withPairs)
    const content = contentOf(updates.slice(0, 60), random(2) === 0)
    let making: { done: () => void; prepared: Promise<void> } | null = null
    for (let at = 60; at < updates.length; at++) {
      if (making === null && random(8) === 0) making = prepare(content, 1 + random(200))
      const verdict = content.judge(updates[at] ?? none, { authorId: 'anna', mayBind: () => true })
      if (verdict.kind === 'fits') content.take(verdict.admitted, 'anna')
      if (making !== null && random(3) === 0) {
        making.done()
        await making.prepared
        making = null
        const before = content.unpreparedBytes(none)
        expect(before === 0 || before < content.bytes, `seed ${seed} at ${at}`).toBe(true)
      }
      if (random(3) > 0) continue
      if (random(9) === 0) content.forget()
      const now = docOf(updates.slice(0, at + 1), false)
      const theirs = docOf(updates.slice(0, random(at)), true)
      for (const update of content.answer(Y.encodeStateVector(theirs))) Y.applyUpdate(theirs, update)
      const answer = content.answer(none)
      expect(heldBy(docOf(answer, true)), `seed ${seed} at ${at}`).toEqual(heldBy(now))
      expect(heldBy(theirs), `seed ${seed} at ${at}`).toEqual(heldBy(now))
      for (const update of answer) expectNothingDeleted(update, content, seed)
    }
  }
})

/** Begins to look through it, as a thread does: from a copy, with a copy as the answer. */
function prepare(content: Content, segmentBytes: number): { done: () => void; prepared: Promise<void> } {
  let done = () => {}
  const turn = new Promise<void>((resolve) => (done = resolve))
  const prepared = content.prepare(async (parts) => {
    const made = structuredClone(makeVisible(structuredClone([...parts]), segmentBytes))
    await turn
    return made
  })
  return { done, prepared }
}

test('a document in which nothing was deleted is sent as it is stored (SPEC 72)', () => {
  const ydoc = new Y.Doc()
  ydoc.getText('t').insert(0, 'nothing was deleted here')
  const snapshot = Y.encodeStateAsUpdate(ydoc)
  const content = new Content({ snapshot, updates: [], contributors: new Map() }, () => Promise.reject(new Error('no')))
  expect(content.answer(none)[0]).toBe(snapshot)
})

/** Of all that somebody said was deleted the update has no content. That a value lost its key to another nobody says. */
function expectNothingDeleted(update: Uint8Array, content: Content, seed: number): void {
  const { ds } = Y.decodeUpdate(content.deletes())
  const said = Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return []
    const { client, clock } = struct.id
    const clocks = Array.from({ length: struct.length }, (_, index) => Y.createID(client, clock + index))
    return clocks.filter((id) => Y.isDeleted(ds, id))
  })
  expect(said, `seed ${seed}`).toEqual([])
}
