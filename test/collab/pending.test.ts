import * as Y from 'yjs'
import { afterEach, expect, test } from 'vitest'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import { awarenessOf, type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

const pending = { access: 'pending' } as const

/** Says what this person may do from now on, and waits for the relay to have asked. */
async function allow(userId: string, access: 'read' | 'pending' | 'write'): Promise<void> {
  relay.people.set(userId, { access })
  await relay.rooms.recheck({ userIds: [userId] })
}

const upTo = async (page: string, userId: string) => (await relay.rooms.readBranch(page, userId))?.upTo ?? 0
const approve = async (page: string, userId: string) =>
  relay.rooms.approveBranch(page, userId, await upTo(page, userId))
const giveBack = (page: string, userId: string) =>
  relay.rooms.endBranch(page, userId, relay.store.endBranch(page, userId))

/** Does anything this peer heard hold these letters, whatever the message? */
const hasHeard = (peer: Peer, letters: string) =>
  peer.heard.some(({ bytes }) => Buffer.from(bytes).includes(Buffer.from(letters)))

test.each(lineKinds)('what waits is stored, and reaches nobody but its author (SPEC 86), over %s', async (line) => {
  relay = await startRelay({ line })
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  tom.type('all see this. ')
  await tom.saved()
  const lina = await relay.join(page, 'lina', pending).synced()
  expect(lina.identities[0]).toMatchObject({ access: 'write', branch: 1, pendingFrom: [] })
  lina.type('secret')
  await lina.saved()
  tom.type('and this. ')
  await until(() => lina.text === 'all see this. secretand this. ' || lina.text === 'all see this. and this. secret')
  expect(relay.store.text(page)).toBe('all see this. and this. ')
  const ben = await relay.join(page, 'ben').synced()
  expect(ben.text).toBe('all see this. and this. ')
  expect([hasHeard(tom, 'secret'), hasHeard(ben, 'secret')]).toEqual([false, false])
  expect(Buffer.from((await relay.rooms.read(page)).update).includes('secret')).toBe(false)
})

test('what waits comes back to its author on every device, and after a restart (SPEC 87)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  const tablet = await relay.join(page, 'lina', pending).synced()
  lina.type('mine')
  await until(() => tablet.text === 'mine')
  tablet.type(' too')
  await Promise.all([lina.saved(), tablet.saved()])
  await until(() => lina.text === 'mine too')
  relay.crash()
  relay = await startRelay({}, relay.store)
  const later = await relay.join(page, 'lina', pending).synced()
  await until(() => later.text === 'mine too')
  expect(later.identities[0]?.pendingFrom?.map(([client]) => client).sort()).toEqual(
    [lina.ydoc.clientID, tablet.ydoc.clientID].sort(),
  )
  later.type(', again')
  await later.saved()
  const tom = await relay.join(page, 'tom').synced()
  expect(tom.text).toBe('')
})

test('what is let out is everybody’s, its author notices nothing, and what came after it waits on (SPEC 88)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('read ')
  await lina.saved()
  const read = await upTo(page, 'lina')
  lina.type('unread')
  await lina.saved()
  expect(await relay.rooms.approveBranch(page, 'lina', read)).toBe(true)
  await until(() => tom.text === 'read ')
  expect(relay.store.text(page)).toBe('read ')
  await until(() => lina.identities.at(-1)?.pendingFrom?.[0]?.[1] === 5)
  lina.type('!')
  await lina.saved()
  expect(hasHeard(tom, 'unread')).toBe(false)
  expect(await approve(page, 'lina')).toBe(true)
  await until(() => tom.text === 'read unread!')
  expect(lina.text).toBe('read unread!')
  expect([lina.closed, tom.closed]).toEqual([null, null])
  const row = relay.store.get(page).rows.at(-1)
  expect(row?.authorId).toBe('lina')
})

test('of two who decide at once one has decided (SPEC 88)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('once')
  await lina.saved()
  const read = await upTo(page, 'lina')
  const letOut = () => relay.rooms.approveBranch(page, 'lina', read)
  const answers = await Promise.all([letOut(), letOut(), giveBack(page, 'lina')])
  expect(answers).toEqual([true, false, false])
  expect(relay.store.text(page)).toBe('once')
  expect(await approve(page, 'nobody')).toBe(false)
})

test('where the store fails nothing is let out, and the next try succeeds (SPEC 88)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('held')
  await lina.saved()
  relay.store.isBroken = true
  await expect(approve(page, 'lina')).rejects.toThrow()
  relay.store.isBroken = false
  expect([relay.store.text(page), tom.text]).toEqual(['', ''])
  expect(await approve(page, 'lina')).toBe(true)
  await until(() => tom.text === 'held')
})

test('an answer that was lost stores nothing twice, beside the document as in it (SPEC 40, 86)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  relay.store.losesAnswer = true
  lina.type('once')
  await lina.saved()
  relay.store.losesAnswer = true
  expect(await approve(page, 'lina')).toBe(true)
  expect(relay.store.text(page)).toBe('once')
  expect(relay.store.get(page).branches.get('lina')?.rows).toEqual([])
})

test('what was given back is let in by no way: update, step 2, second tab, deletes (SPEC 89)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  tom.type('of all')
  await tom.saved()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.ydoc.getText('t').delete(0, 3)
  lina.type(' bad')
  await lina.saved()
  expect(await giveBack(page, 'lina')).toBe(true)
  expect(await lina.isCut()).toBe(closeCode.otherEpoch)
  await allow('lina', 'write')
  // One that says what it holds is told to begin again.
  const honest = relay.join(page, 'lina', { access: 'write' }, { ydoc: lina.ydoc, branch: 1 })
  expect(await honest.isCut()).toBe(closeCode.otherEpoch)
  // One that does not brings it with step 2, in an update, and in parts.
  const sly = relay.join(page, 'lina', { access: 'write' }, { ydoc: lina.ydoc })
  await until(() => sly.refusals.length > 0 || sly.closed !== null)
  expect(sly.refusals[0]?.reason).toBe('foreign')
  sly.sendSync(syncType.update, Y.encodeStateAsUpdate(lina.ydoc))
  await until(() => sly.refusals.length > 1 || sly.closed !== null)
  const again = await relay.join(page, 'tom').synced()
  expect(again.text).toBe('of all')
  relay.crash()
  relay = await startRelay({}, relay.store)
  const later = relay.join(page, 'lina', { access: 'write' }, { ydoc: lina.ydoc })
  await until(() => later.refusals.length > 0)
  expect(relay.store.text(page)).toBe('of all')
})

test('a rule that begins in mid-typing takes what follows aside, and one that ends lets it be free (SPEC 86)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('free ')
  await lina.saved()
  await allow('lina', 'pending')
  await until(() => lina.identities.at(-1)?.branch === 1)
  expect(lina.ydoc.clientID).not.toBe(lina.identities[0]?.clientId)
  lina.type('waits ')
  await lina.saved()
  expect(relay.store.text(page)).toBe('free ')
  // While something waits its author goes on beside the page: the next letter would hang on what nobody has.
  await allow('lina', 'write')
  lina.type('on ')
  await lina.saved()
  expect(relay.store.text(page)).toBe('free ')
  expect(await approve(page, 'lina')).toBe(true)
  await until(() => lina.identities.at(-1)?.branch === undefined)
  lina.type('free again')
  await lina.saved()
  await until(() => tom.text === 'free waits on free again')
  expect([lina.closed, tom.closed]).toEqual([null, null])
})

test('two under the rule do not see each other’s (SPEC 86)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  const ben = await relay.join(page, 'ben', pending).synced()
  lina.type('of lina')
  ben.type('of ben')
  await Promise.all([lina.saved(), ben.saved()])
  expect([hasHeard(ben, 'of lina'), hasHeard(lina, 'of ben')]).toEqual([false, false])
  await approve(page, 'ben')
  await until(() => lina.text.includes('of ben'))
  await giveBack(page, 'lina')
  const tom = await relay.join(page, 'tom').synced()
  expect(tom.text).toBe('of ben')
})

test('nobody is shown where somebody writes what waits (SPEC 87)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const ydoc = new Y.Doc()
  const shownAs = ydoc.clientID
  const lina = await relay.join(page, 'lina', pending, { ydoc }).synced()
  lina.sendAwareness(shownAs, 9, { cursor: { anchor: 'x' }, selection: 'y', typing: true })
  await until(() => JSON.stringify([...awarenessOf(tom).values()]).includes('typing'))
  const states = JSON.stringify(
    [...awarenessOf(tom).values()].filter((state) => JSON.stringify(state).includes('lina')),
  )
  expect(states).toContain('typing')
  expect(states).not.toMatch(/cursor|selection/)
})

test('a stock client under the rule loses nothing, and is told nothing it does not know (SPEC 86)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending, { isSilent: true }).synced()
  lina.type('from elsewhere')
  await until(() => (relay.store.get(page).branches.get('lina')?.rows.length ?? 0) > 0)
  expect(lina.heard.some(({ type }) => type >= 100)).toBe(false)
  expect(relay.store.text(page)).toBe('')
  await approve(page, 'lina')
  expect(relay.store.text(page)).toBe('from elsewhere')
})

test('what waits has its own measure, and counts for the document’s (SPEC 90)', async () => {
  relay = await startRelay({ branchBytes: 400 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('a'.repeat(100))
  await lina.saved()
  lina.type('b'.repeat(400))
  expect(await lina.isCut()).toBe(closeCode.tooLarge)
  expect(lina.refusals[0]?.reason).toBe('too_large')
  expect(await approve(page, 'lina')).toBe(true)
  expect(relay.store.text(page)).toBe('a'.repeat(100))
})

test('who may only read is shown what waits of theirs, and brings nothing (SPEC 87)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('mine')
  await lina.saved()
  lina.destroy()
  const frozen = await relay.join(page, 'lina', { access: 'read' }).synced()
  await until(() => frozen.text === 'mine')
  expect(frozen.identities[0]).toMatchObject({ access: 'read', branch: 1 })
  expect(frozen.closed).toBe(null)
})

test('message 107 of a client closes it as any unknown word does (SPEC 25, 87)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.send(messageType.pending, () => {})
  expect(await lina.isCut()).toBe(closeCode.malformed)
})
