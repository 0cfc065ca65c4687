import * as Y from 'yjs'
import { afterEach, expect, test } from 'vitest'
import { checkPageUpdate, pageRoot } from '#collab/documents/page.ts'
import { letOutOfPage } from '#collab/documents/page-let-out.ts'
import { type Peer, seeded, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

/* Letting something out takes nobody else's words away (SPEC 88). */

let relay: TestRelay
afterEach(() => relay.stop())

const runs = Number(process.env['RESCUE_RUNS'] ?? 40)
const firstSeed = Number(process.env['RESCUE_SEED'] ?? 1)
const stepsOfRun = 24

const blocksOf = ({ ydoc }: { ydoc: Y.Doc }) => ydoc.getXmlFragment(pageRoot)

function addBlock(peer: Peer, at: number, text: string, name = 'paragraph') {
  const block = new Y.XmlElement(name)
  if (name === 'heading') block.setAttribute('level', 2 as unknown as string)
  block.insert(0, [new Y.XmlText(text)])
  blocksOf(peer).insert(at, [block])
}

function textAt(peer: { ydoc: Y.Doc }, at: number): Y.XmlText | null {
  const block = blocksOf(peer).get(at)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  return text instanceof Y.XmlText ? text : null
}

const plain = (text: Y.XmlText | null) => text?.toString() ?? ''
const lettersOf = (peer: { ydoc: Y.Doc }) =>
  blocksOf(peer)
    .toArray()
    .map((_, at) => plain(textAt(peer, at)))
    .join('\n')

/** What an editor writes where a block becomes another, is split, or joined with the next. */
function reshape(peer: Peer, at: number, below: (most: number) => number) {
  const words = plain(textAt(peer, at))
  const kind = below(3)
  peer.ydoc.transact(() => {
    if (kind === 0) {
      blocksOf(peer).delete(at, 1)
      addBlock(peer, at, words, 'heading')
    } else if (kind === 1) {
      const middle = below(words.length + 1)
      textAt(peer, at)?.delete(middle, words.length - middle)
      addBlock(peer, at + 1, words.slice(middle))
    } else if (at + 1 < blocksOf(peer).length) {
      const next = plain(textAt(peer, at + 1))
      blocksOf(peer).delete(at + 1, 1)
      textAt(peer, at)?.insert(words.length, next)
    }
  })
}

/** A letter nobody else writes. */
const letterOf = (number: number) => String.fromCodePoint(0x4e00 + number)

async function scene() {
  relay = await startRelay({ updatesPerSecond: 100_000 })
  const page = relay.store.add({ check: checkPageUpdate, letOut: letOutOfPage })
  const tom = await relay.join(page, 'tom').synced()
  const lina = await relay.join(page, 'lina', { access: 'pending' }).synced()
  const approve = async () => {
    const read = await relay.rooms.readBranch(page, 'lina')
    return read !== null && relay.rooms.approveBranch(page, 'lina', read.upTo)
  }
  return { page, tom, lina, approve }
}

test('what a classmate wrote into a paragraph that became a heading stands in the heading, in the classmate’s name', async () => {
  const { page, tom, lina, approve } = await scene()
  addBlock(tom, 0, 'The heron stands in the river')
  await until(() => lettersOf(lina).includes('river'))
  lina.ydoc.transact(() => {
    blocksOf(lina).delete(0, 1)
    addBlock(lina, 0, 'The heron stands in the river', 'heading')
  })
  await lina.saved()
  textAt(tom, 0)?.insert(9, ', which is grey,')
  await tom.saved()
  const preview = await relay.rooms.readBranch(page, 'lina')
  expect(Buffer.from(preview?.update ?? []).includes(', which is grey,')).toBe(true)
  expect(await approve()).toBe(true)
  await until(() => blocksOf(tom).toString().includes('<heading'))
  await until(() => lettersOf(tom) === 'The heron, which is grey, stands in the river')
  await until(() => lettersOf(lina) === lettersOf(tom))
  expect(
    relay.store
      .get(page)
      .rows.map(({ authorId }) => authorId)
      .slice(-2),
  ).toEqual(['lina', 'tom'])
})

test('where nothing is left that it stood beside it is a paragraph where its block was', async () => {
  const { tom, lina, approve } = await scene()
  addBlock(tom, 0, 'first')
  addBlock(tom, 1, 'away')
  addBlock(tom, 2, 'last')
  await until(() => lettersOf(lina) === 'first\naway\nlast')
  blocksOf(lina).delete(1, 1)
  await lina.saved()
  textAt(tom, 1)?.insert(4, ' we go')
  await tom.saved()
  expect(await approve()).toBe(true)
  await until(() => lettersOf(tom) === 'first\n we go\nlast')
})

test(`nothing that others wrote is lost or doubled, over ${runs} runs (SPEC 88)`, { timeout: 240_000 }, async () => {
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const { page, tom, lina, approve } = await scene()
    const below = seeded(seed)
    for (let at = 0; at < 4; at++) addBlock(tom, at, `Words of paragraph ${at} that stand here`)
    await until(() => blocksOf(lina).length === 4)
    let number = 0
    for (let step = 0; step < stepsOfRun; step++) {
      const peer = below(2) === 0 ? tom : lina
      const text = textAt(peer, below(blocksOf(peer).length))
      const kind = below(4)
      if (kind < 2 || peer === tom) text?.insert(below(plain(text).length + 1), letterOf(number++) + letterOf(number++))
      else if (kind === 2) text?.delete(0, Math.min(3, text.length))
      else reshape(peer, below(blocksOf(peer).length), below)
    }
    await Promise.all([tom.saved(), lina.saved()])
    const before = lettersOf(tom)
    const waited = relay.store.get(page).branches.get('lina')?.rows ?? []
    const gone = lettersTaken(
      tom,
      waited.map(({ bytes }) => bytes),
    )
    await approve()
    const after = lettersOf({ ydoc: relay.store.ydoc(page) })
    await until(() => [tom, lina].every((peer) => lettersOf(peer) === after), `seed ${seed}: all the same`)
    for (let at = 0; at < number; at++) {
      const letter = letterOf(at)
      const times = after.split(letter).length - 1
      expect(times, `seed ${seed}: ${at} is there more than once`).toBeLessThanOrEqual(1)
      if (before.includes(letter) && !gone.has(letter)) expect(times, `seed ${seed}: ${at} is lost`).toBe(1)
    }
    await relay.stop()
  }
})

/** Letters of the page that these updates delete by name. */
function lettersTaken(peer: Peer, updates: Uint8Array[]): Set<string> {
  const named = updates.flatMap((update) =>
    [...Y.decodeUpdate(update).ds.clients].flatMap(([client, ranges]) => ranges.map((range) => ({ client, ...range }))),
  )
  const isNamed = (client: number, at: number) =>
    named.some((range) => range.client === client && at >= range.clock && at < range.clock + range.len)
  const items = [...peer.ydoc.store.clients.values()].flat()
  return new Set(
    items.flatMap((item) => {
      if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) return []
      const { client, clock } = item.id
      return item.content.str.split('').filter((_, at) => isNamed(client, clock + at))
    }),
  )
}
