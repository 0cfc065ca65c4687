import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { partsOf, takeParts } from '#collab/documents/page-parts.ts'
import { seeded } from '#test/helpers/relay.ts'

/** Parts of what waits: what is chosen becomes as it would be, and nothing else moves. */

const runs = Number(process.env['PARTS_RUNS'] ?? 300)

const fragmentOf = (ydoc: Y.Doc) => ydoc.getXmlFragment(pageRoot)

function addBlock(ydoc: Y.Doc, at: number, text: string, name = 'paragraph') {
  const block = new Y.XmlElement(name)
  block.insert(0, [new Y.XmlText(text)])
  fragmentOf(ydoc).insert(at, [block])
}

function copyOf(ydoc: Y.Doc): Y.Doc {
  const copy = new Y.Doc({ gc: false })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc))
  return copy
}

const blocksOf = (ydoc: Y.Doc) => fragmentOf(ydoc).toArray().map(String)

function change(ydoc: Y.Doc, below: (most: number) => number) {
  const fragment = fragmentOf(ydoc)
  const at = below(fragment.length)
  const block = fragment.get(at)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  const kind = below(5)
  if (kind === 0) addBlock(ydoc, below(fragment.length + 1), `new ${below(1_000)}`)
  else if (kind === 1 && fragment.length > 1) fragment.delete(at, 1)
  else if (kind === 2 && text instanceof Y.XmlText) {
    const words = text.toString().replaceAll(/<[^>]*>/g, '')
    fragment.delete(at, 1)
    addBlock(ydoc, at, words, 'blockquote')
  } else if (kind === 3 && text instanceof Y.XmlText) text.format(0, Math.min(3, text.length), { bold: {} })
  else if (text instanceof Y.XmlText) text.insert(below(text.length + 1), `${below(10)}`)
}

test(`all parts are all of it, none is nothing, and any choice leaves the others as they were, over ${runs} runs`, () => {
  for (let seed = 1; seed <= runs; seed++) {
    const below = seeded(seed)
    const before = new Y.Doc({ gc: false })
    for (let at = 0; at < 6; at++) addBlock(before, at, `block ${at} of ${seed}`)
    const after = copyOf(before)
    for (let times = 1 + below(6); times > 0; times--) change(after, below)
    for (let times = below(3); times > 0; times--) change(before, below)
    const merged = copyOf(before)
    Y.applyUpdate(merged, Y.encodeStateAsUpdate(after))

    const state = Y.encodeStateAsUpdate(merged)
    const partsFrom = (ydoc: Y.Doc) => partsOf(ydoc, merged)
    const parts = partsFrom(before)
    const taken = (keys: string[]) => {
      const ydoc = copyOf(before)
      ydoc.transact(() => takeParts(ydoc, state, new Set(keys)))
      return ydoc
    }
    const keys = parts.map(({ key }) => key)
    expect(new Set(keys).size, `seed ${seed}`).toBe(keys.length)
    expect(blocksOf(taken([])), `seed ${seed}`).toEqual(blocksOf(before))
    expect(blocksOf(taken(keys)), `seed ${seed}`).toEqual(blocksOf(merged))
    const chosen = keys.filter(() => below(2) === 0)
    const left = partsFrom(taken(chosen)).map(({ after: lines }) => lines)
    const others = parts.filter(({ key }) => !chosen.includes(key)).map(({ after: lines }) => lines)
    for (const lines of others) expect(left.join('\n'), `seed ${seed}`).toContain(lines)
  }
})
