import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { metaKeys, metaOf, moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import * as Y from 'yjs'
import { audit } from '#db/schema/audit.ts'
import { verifyChain } from '#server/audit/verify.ts'
import { thawDue } from '#server/documents/thaw.ts'
import { endDueRules } from '#server/writing/ends.ts'
import { minutes } from '#test/helpers/app.ts'
import { openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'

/** What teachers decide on a board, and what ends by itself, is a line of the schools it concerns. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

/** What was done to this in the chain of a school, the last first. */
async function linesOf(schoolId: string, targetId: string) {
  const rows = await house.db
    .select()
    .from(audit)
    .where(and(eq(audit.schoolId, schoolId), eq(audit.targetId, targetId)))
    .orderBy(desc(audit.id))
  return rows.map(({ action, actorId, detail }) => ({ action, actorId, detail }))
}

it('a lock of a thing and its end, once each, with who did it, in the transaction of the board’s own row', async () => {
  const { people, id, teacher, pupil, author } = await openClassBoard(house)
  const [theo, anna] = [await house.join(id, teacher).synced(), await house.join(id, pupil).synced()]
  const note = await putThing(anna, author, { type: 'note', text: 'hello' })
  const other = await putThing(anna, author, { type: 'note', text: 'there' })
  await until(() => theo.ydoc.getMap('els').size === 2, 'both notes')
  const locks = moderationOf(theo.ydoc)
  locks.set(moderationKey.locked(note), 1)
  await theo.saved()
  // Said again it is no other decision; a pin is none; and what a pupil writes is put back.
  locks.set(moderationKey.locked(note), 1)
  locks.set(moderationKey.pinned(note), 1)
  await theo.saved()
  moderationOf(anna.ydoc).delete(moderationKey.locked(note))
  await anna.saved()
  const clocks = (peer: Peer) => Buffer.from(Y.encodeStateVector(peer.ydoc)).toString('hex')
  await until(() => moderationOf(anna.ydoc).get(moderationKey.locked(note)) === 1, 'the lock is back')
  await until(() => clocks(theo) === clocks(anna), 'the same for both')
  theo.ydoc.transact(() => [note, other].forEach((one) => locks.delete(moderationKey.locked(one))))
  await theo.saved()
  theo.ydoc.transact(() => [note, other].forEach((one) => locks.set(moderationKey.locked(one), 1)))
  await theo.saved()
  const by = { actorId: people.teacher.id }
  expect(await linesOf(people.school.id, id)).toEqual([
    { action: 'board.locked', ...by, detail: { objects: 2 } },
    { action: 'board.unlocked', ...by, detail: { objectId: note } },
    { action: 'board.locked', ...by, detail: { objectId: note } },
  ])
  expect((await verifyChain(house.db, people.school.id)).fault).toBeNull()
})

it('that new things wait for a teacher, and that they do no longer', async () => {
  const { people, id, teacher, pupil } = await openClassBoard(house)
  const [theo, anna] = [await house.join(id, teacher).synced(), await house.join(id, pupil).synced()]
  metaOf(theo.ydoc).set(metaKeys.needsApproval, 1)
  await theo.saved()
  await until(() => metaOf(anna.ydoc).get(metaKeys.needsApproval) === 1, 'the switch')
  metaOf(anna.ydoc).set(metaKeys.needsApproval, 0)
  await anna.saved()
  metaOf(theo.ydoc).set(metaKeys.needsApproval, 0)
  await theo.saved()
  const actions = (await linesOf(people.school.id, id)).map(({ action, actorId }) => [action, actorId])
  expect(actions).toEqual([
    ['board.approval_ended', people.teacher.id],
    ['board.approval_asked', people.teacher.id],
  ])
})

it('a rule and a freeze that end by themselves, by nobody', async () => {
  const { people, id, path, teacher } = await openClassBoard(house)
  const rules = `/api/projects/${people.projectId}/rules`
  const rule = { target: { user: people.pupil.id }, tool: 'chat', mode: 'read', forSeconds: 60 }
  expect((await teacher.send('PUT', rules, rule)).status).toBe(200)
  expect((await teacher.patch(path, { state: 'frozen', frozenForSeconds: 60 })).status).toBe(200)
  const ends = async () => {
    await endDueRules(house.deps)
    await thawDue(house.deps)
  }
  await ends()
  house.clock.advance(minutes(1))
  await ends()
  await ends()
  const [ended, ...before] = await linesOf(people.school.id, people.pupil.id)
  expect(ended).toEqual({
    action: 'writing.ended',
    actorId: null,
    detail: { userId: people.pupil.id, tool: 'chat', mode: 'read', purpose: 'rule' },
  })
  expect(before.map(({ action }) => action)).toEqual(['writing.ruled'])
  expect(await linesOf(people.school.id, id)).toMatchObject([
    { action: 'document.thawed', actorId: null },
    { action: 'document.frozen', actorId: people.teacher.id },
  ])
})
