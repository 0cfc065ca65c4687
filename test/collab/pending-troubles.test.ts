import { afterEach, expect, test } from 'vitest'
import { closeCode } from '#collab/protocol.ts'
import type { EndedBranch } from '#collab/relay/ports.ts'
import { nothingToLetOut } from '#collab/relay/nothing-to-let-out.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

// What the simulation found of writing that waits: each of these was lost, doubled, or shown to others.

let relay: TestRelay
afterEach(() => relay.stop())

const pending = { access: 'pending' } as const
const hasHeard = (peer: Peer, letters: string) =>
  peer.heard.some(({ bytes }) => Buffer.from(bytes).includes(Buffer.from(letters)))
const upTo = async (page: string) => (await relay.rooms.readBranch(page, 'lina'))?.upTo ?? 0

test('a second line of the same person holds what waits too, and brings nothing of it into the page (SPEC 86)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const lina = await relay.join(page, 'lina').synced()
  // The rule begins, and the line that is there has not been asked about yet.
  const tablet = await relay.join(page, 'lina', pending).synced()
  tablet.type('secret')
  await until(() => lina.text === 'secret')
  expect(lina.identities.at(-1)).toMatchObject({ branch: 1, taken: 1 })
  lina.type(' and more')
  await Promise.all([lina.saved(), tablet.saved()])
  tom.type('of all')
  await tom.saved()
  expect([hasHeard(tom, 'secret'), hasHeard(tom, 'and more')]).toEqual([false, false])
  expect(relay.store.text(page)).toBe('of all')
  expect(relay.store.get(page).branches.get('lina')?.rows.length).toBeGreaterThan(1)
})

test('where the answer of giving back is lost it is done all the same, and once (SPEC 89)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('held')
  await lina.saved()
  const endAndFail = async (ended: EndedBranch) => {
    await relay.store.endBranch(page, 'lina')(ended)
    throw new Error('connection lost')
  }
  expect(await relay.rooms.endBranch(page, 'lina', endAndFail)).toBe(true)
  expect(await lina.isCut()).toBe(closeCode.otherEpoch)
  expect(await relay.rooms.endBranch(page, 'lina', endAndFail)).toBe(false)
  expect(await relay.rooms.approveBranch(page, 'lina', 1)).toBe(false)
  expect(relay.store.text(page)).toBe('')
})

test('where giving back fails, what was written meanwhile is asked for and stored (SPEC 89)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('held')
  await lina.saved()
  const fail = async () => {
    const { sent } = lina
    lina.type(' meanwhile')
    // Heard of: what comes behind it on the same line is answered.
    lina.sendSync(0, new Uint8Array([0]))
    lina.isSynced = false
    await until(() => lina.sent > sent && lina.isSynced)
    throw new Error('disk full')
  }
  await expect(relay.rooms.endBranch(page, 'lina', fail)).rejects.toThrow('disk full')
  await lina.saved()
  expect(await relay.rooms.approveBranch(page, 'lina', await upTo(page))).toBe(true)
  expect(relay.store.text(page)).toBe('held meanwhile')
})

test('a decision about a page that is loaded anew meanwhile is no decision, and is not tried for ever (SPEC 63, 88)', async () => {
  relay = await startRelay()
  const page: string = relay.store.add({
    letOut: (before, waiting) => {
      relay.rooms.reset(page)
      return nothingToLetOut(before, waiting)
    },
  })
  const lina = await relay.join(page, 'lina', pending).synced()
  lina.type('held')
  await lina.saved()
  await expect(relay.rooms.approveBranch(page, 'lina', 1)).rejects.toThrow('the room ended')
  expect(relay.store.text(page)).toBe('')
  expect(relay.store.get(page).branches.get('lina')?.rows.length).toBe(1)
})

test('a row that somebody else wrote beside the page is not taken for one’s own (SPEC 40, 41)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', pending).synced()
  const { branches } = relay.store.get(page)
  const others = { sequence: 1, bytes: new Uint8Array([0, 0]) }
  branches.set('lina', { userId: 'lina', number: 1, sequence: 1, rows: [others] })
  lina.type('mine')
  expect(await lina.isCut()).toBe(closeCode.restart)
  expect(lina.stored).toBeLessThan(lina.sent)
})

test('rows beside a page are not called stored where an earlier try of the others was committed after all (SPEC 40)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const lina = await relay.join(page, 'lina', pending).synced()
  relay.store.isBroken = true
  tom.type('of all')
  await until(() => relay.store.appends > 0)
  lina.type('mine')
  await until(() => relay.store.appends > 3)
  const { appends } = relay.store
  const [row] = relay.store.tried
  if (row === undefined) throw new Error('nothing was tried')
  relay.store.get(page).rows.push(row)
  relay.store.isBroken = false
  await until(() => relay.store.appends > appends)
  expect(await lina.isCut()).toBe(closeCode.restart)
  expect(lina.stored).toBeLessThan(lina.sent)
})
