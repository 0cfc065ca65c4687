import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentKinds } from '#collab/documents/kinds.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

/* Passages of a page that teachers alone change (SPEC 91). */

let relay: TestRelay
afterEach(() => relay.stop())

const blocksOf = ({ ydoc }: Pick<Peer, 'ydoc'>) => ydoc.getXmlFragment(pageRoot)

function blockAt(peer: Pick<Peer, 'ydoc'>, at: number): Y.XmlElement {
  const block = blocksOf(peer).get(at)
  if (!(block instanceof Y.XmlElement)) throw new Error('no block there')
  return block
}

function textAt(peer: Pick<Peer, 'ydoc'>, at: number): Y.XmlText {
  const text = blockAt(peer, at).get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('no text there')
  return text
}

function addBlock(peer: Peer, at: number, words: string, isLocked = false) {
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText(words)])
  if (isLocked) setLock(block, true)
  blocksOf(peer).insert(at, [block])
}

/** As the editor's binding writes it: the type of an attribute says text, Yjs takes any value. */
function setLock(block: Y.XmlElement, isLocked: boolean) {
  if (isLocked) block.setAttribute('locked', true as unknown as string)
  else block.removeAttribute('locked')
}

const lettersOf = (peer: Pick<Peer, 'ydoc'>) =>
  blocksOf(peer)
    .toArray()
    .map((block) => (block instanceof Y.XmlElement ? block.toArray().join('') : ''))
    .join('\n')

const join = (page: string, name: string, isModerator = false) =>
  relay.join(page, name, { access: 'write', actor: { author: name, isModerator } }).synced()

const joinPending = (page: string) =>
  relay.join(page, 'lina', { access: 'pending', actor: { author: 'lina', isModerator: false } }).synced()

/** A task of the teacher with a place for the answer, seen by two pupils. */
async function scene(lock = true) {
  relay = await startRelay()
  const { check, refereedFor, letOut } = documentKinds.page
  const made = { referees: 0 }
  const createReferee = (updates: readonly Uint8Array[]) => {
    made.referees++
    return documentKinds.page.createReferee(updates)
  }
  const page = relay.store.add({ check, createReferee, refereedFor, letOut })
  const claire = await join(page, 'claire', true)
  addBlock(claire, 0, 'Write what you see.')
  addBlock(claire, 1, 'Answer: ')
  await claire.saved()
  if (lock) setLock(blockAt(claire, 0), true)
  await claire.saved()
  const [anna, ben] = [await join(page, 'anna'), await join(page, 'ben')]
  return { page, claire, anna, ben, made }
}

test('everybody writes beside a locked passage, and teachers in it (SPEC 91)', async () => {
  const { page, claire, anna, ben } = await scene()
  textAt(anna, 1).insert(8, 'a heron')
  addBlock(ben, 1, 'Between')
  addBlock(ben, 0, 'Above')
  textAt(claire, 0).insert(0, 'Look. ')
  await Promise.all([anna, ben, claire].map((peer) => peer.saved()))
  const expected = 'Above\nLook. Write what you see.\nBetween\nAnswer: a heron'
  await until(() => [anna, ben, claire, { ydoc: relay.store.ydoc(page) }].every((peer) => lettersOf(peer) === expected))
  expect(anna.refusals).toEqual([])
})

const forgeries: Record<string, (peer: Peer) => void> = {
  'writes into it': (peer) => textAt(peer, 0).insert(0, 'SECRET'),
  'deletes a letter of it': (peer) => textAt(peer, 0).delete(0, 1),
  'gives it another look': (peer) => textAt(peer, 0).format(0, 5, { bold: {} }),
  'adds a block to it': (peer) => blockAt(peer, 0).insert(1, [new Y.XmlText('SECRET')]),
  'takes it away': (peer) => blocksOf(peer).delete(0, 1),
  'takes all away': (peer) => blocksOf(peer).delete(0, 2),
  'unlocks it': (peer) => setLock(blockAt(peer, 0), false),
  'changes its language': (peer) => blockAt(peer, 0).setAttribute('language', 'de'),
  'locks what is free': (peer) => setLock(blockAt(peer, 1), true),
  'brings a locked block': (peer) => addBlock(peer, 1, 'SECRET', true),
}

for (const [what, change] of Object.entries(forgeries))
  test(`who is no teacher and ${what} is refused, and nobody else sees it (SPEC 91)`, async () => {
    const { page, claire, anna, ben } = await scene()
    const before = lettersOf(claire)
    change(anna)
    await until(() => anna.refusals.length === 1)
    expect(anna.refusals[0]).toMatchObject({ reason: 'locked' })
    textAt(ben, 1).insert(8, 'a boat')
    await ben.saved()
    await until(() => lettersOf(claire).endsWith('a boat'))
    expect(lettersOf(claire)).toBe(`${before}a boat`)
    expect(lettersOf({ ydoc: relay.store.ydoc(page) })).toBe(`${before}a boat`)
    expect([claire, ben].some(({ heard }) => heard.some(({ bytes }) => Buffer.from(bytes).includes('SECRET')))).toBe(
      false,
    )
  })

test('a lock holds from the moment it comes to the moment it goes, and after a restart (SPEC 91)', async () => {
  const { page, claire, anna } = await scene(false)
  textAt(anna, 0).insert(0, 'Free: ')
  await anna.saved()
  setLock(blockAt(claire, 0), true)
  await claire.saved()
  relay.rooms.reset(page)
  const [tom, teacher] = [await join(page, 'tom'), await join(page, 'claire', true)]
  textAt(tom, 0).insert(0, 'x')
  await until(() => tom.refusals.length === 1)
  setLock(blockAt(teacher, 0), false)
  await teacher.saved()
  const later = await join(page, 'ben')
  textAt(later, 0).insert(0, 'Free again: ')
  await later.saved()
  expect(lettersOf({ ydoc: relay.store.ydoc(page) })).toContain('Free again: Free: Write')
})

test('letters that hang on letters of the same update lie in the passage too (SPEC 91)', async () => {
  const { page, claire, anna } = await scene()
  textAt(anna, 1).insert(8, 'a heron')
  await anna.saved()
  const end = 'Write what you see.'.length
  claire.ydoc.transact(() => {
    textAt(claire, 0).insert(end, ' Do.')
    textAt(claire, 0).insert(end + 2, 'on’t t')
  })
  await claire.saved()
  await until(() => lettersOf(anna).startsWith('Write what you see. Don’t to.'))
  textAt(anna, 0).delete(end + 2, 6)
  await until(() => anna.refusals.length === 1)
  expect(lettersOf({ ydoc: relay.store.ydoc(page) })).toBe('Write what you see. Don’t to.\nAnswer: a heron')
})

test('who is refused again and again lets the others’ page be read no more often (SPEC 91)', async () => {
  const { page, anna, ben, made } = await scene()
  textAt(ben, 1).insert(8, 'a boat')
  await ben.saved()
  const before = made.referees
  for (const pupil of [anna, await join(page, 'tom'), await join(page, 'zoe')]) {
    textAt(pupil, 0).insert(0, 'x')
    await until(() => pupil.refusals.length === 1)
  }
  textAt(ben, 1).insert(8, 'with ')
  await ben.saved()
  expect(made.referees).toBe(before)
})

for (const [what, change] of Object.entries(forgeries))
  test(`whose words wait and who ${what} is refused, since a teacher would let out what no preview shows (SPEC 91)`, async () => {
    const { page } = await scene()
    const lina = await joinPending(page)
    textAt(lina, 1).insert(8, 'a heron')
    await lina.saved()
    change(lina)
    await until(() => lina.refusals.length === 1)
    expect(lina.refusals[0]).toMatchObject({ reason: 'locked' })
    const read = await relay.rooms.readBranch(page, 'lina')
    expect(await relay.rooms.approveBranch(page, 'lina', read?.upTo ?? 0)).toBe(true)
    const stored = { ydoc: relay.store.ydoc(page) }
    expect(lettersOf(stored)).toBe('Write what you see.\nAnswer: a heron')
    expect(blocksOf(stored).toString()).toContain('<paragraph locked="true">Write')
  })

test('what a branch brings into a passage that was locked since is its teacher’s to decide (SPEC 88, 91)', async () => {
  const { page, claire } = await scene(false)
  const lina = await joinPending(page)
  textAt(lina, 0).insert(0, 'Lina: ')
  await lina.saved()
  setLock(blockAt(claire, 0), true)
  await claire.saved()
  const read = await relay.rooms.readBranch(page, 'lina')
  expect(await relay.rooms.approveBranch(page, 'lina', read?.upTo ?? 0)).toBe(true)
  await until(() => lettersOf(claire).startsWith('Lina: Write'))
  const anna = await join(page, 'anna')
  textAt(anna, 0).insert(0, 'x')
  await until(() => anna.refusals.length === 1)
})
