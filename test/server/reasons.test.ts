import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorOf } from '#collab/documents/board-author.ts'
import { moderationOf } from '#collab/documents/board-read.ts'
import { listAudit } from '#db/queries/audit.ts'
import { thawDue } from '#server/documents/thaw.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

// A freeze and a pause say why, to those they meet and in the audit.

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const reason = 'We look at it together'

async function school() {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, pupil, friend } = people
  const [asTeacher, asPupil, asFriend] = [await house.as(teacher), await house.as(pupil), await house.as(friend)]
  const audited = async (action: string) => {
    const { lines } = await listAudit(house.db, people.school.id, null)
    return lines.find((line) => line.action === action)?.detail
  }
  return { ...people, projectId, asTeacher, asPupil, asFriend, audited }
}

describe('the reason of a freeze', () => {
  it('is read by whoever reads the document, and goes with the freeze', async () => {
    const { projectId, teacher, asTeacher, asPupil, audited } = await school()
    for (const kind of ['page', 'board', 'wall'] as const) {
      const { id } = await makePage(house.db, { kind, projectId, authorId: teacher.id })
      const path = `/api/documents/${id}`
      const frozen = await asTeacher.patch(path, { state: 'frozen', frozenReason: reason })
      expect(frozen.status).toBe(200)
      expect((await asPupil.get(path)).body.document.frozen).toMatchObject({ by: 'Theo Teacher', reason })
      const until10 = new Date(house.deps.now().getTime() + 600_000).toISOString()
      await asTeacher.patch(path, { frozenUntil: until10 })
      expect((await asPupil.get(path)).body.document.frozen.reason).toBe(reason)
      await asTeacher.patch(path, { state: 'open' })
      await asTeacher.patch(path, { state: 'frozen', frozenUntil: until10 })
      expect((await asPupil.get(path)).body.document.frozen.reason).toBeNull()
      await asTeacher.patch(path, { frozenReason: 'Time is up' })
      expect((await asPupil.get(path)).body.document.frozen.reason).toBe('Time is up')
      await thawDue({ ...house.deps, now: () => new Date(house.deps.now().getTime() + 3_600_000) })
      await asTeacher.patch(path, { state: 'frozen' })
      expect((await asPupil.get(path)).body.document.frozen.reason).toBeNull()
    }
    expect(await audited('document.frozen')).toMatchObject({ from: 'open' })
  })

  it('is short, belongs to a freeze, and stands in the audit', async () => {
    const { projectId, teacher, asTeacher, audited } = await school()
    const { id } = await makePage(house.db, { projectId, authorId: teacher.id })
    const path = `/api/documents/${id}`
    expect((await asTeacher.patch(path, { frozenReason: reason })).status).toBe(400)
    expect((await asTeacher.patch(path, { state: 'frozen', frozenReason: 'x'.repeat(201) })).status).toBe(400)
    await asTeacher.patch(path, { state: 'frozen', frozenReason: reason })
    expect(await audited('document.frozen')).toEqual({ from: 'open', reason })
  })
})

describe('the reason of a pause on a board', () => {
  it('is for the one it meets and the teachers, and not on the board', async () => {
    const { projectId, teacher, pupil, asTeacher, asPupil, asFriend, audited } = await school()
    const { id } = await makePage(house.db, { kind: 'board', projectId, authorId: teacher.id })
    const path = `/api/documents/${id}/pauses`
    const anna = await house.join(id, asPupil).synced()
    expect((await asTeacher.send('PUT', `${path}/${pupil.id}`, { reason })).status).toBe(204)
    await until(() => moderationOf(anna.ydoc).has(`ro:${authorOf(id, pupil.id)}`), 'the pause')
    await until(() => anna.notices.some(({ topic }) => topic === 'pauses'), 'a word to the pupil')
    const pause = { userId: pupil.id, reason, by: 'Theo Teacher' }
    expect((await asPupil.get(path)).body.pauses).toEqual([pause])
    expect((await asTeacher.get(path)).body.pauses).toEqual([pause])
    expect((await asFriend.get(path)).body.pauses).toEqual([])
    expect(JSON.stringify(moderationOf(anna.ydoc).toJSON())).not.toContain(reason)
    expect(await audited('board.paused')).toEqual({ userId: pupil.id, reason })
    expect((await asTeacher.delete(`${path}/${pupil.id}`)).status).toBe(204)
    await until(() => moderationOf(anna.ydoc).size === 0, 'the end of it')
    expect((await asPupil.get(path)).body.pauses).toEqual([])
  })

  it('needs none; nobody but teachers pauses, and nobody but pupils is paused', async () => {
    const { projectId, teacher, colleague, pupil, friend, asTeacher, asPupil } = await school()
    const { id } = await makePage(house.db, { kind: 'board', projectId, authorId: teacher.id })
    const path = `/api/documents/${id}/pauses`
    expect((await asPupil.send('PUT', `${path}/${friend.id}`, {})).status).toBe(403)
    expect((await asTeacher.send('PUT', `${path}/${colleague.id}`, {})).status).toBe(404)
    expect((await asTeacher.send('PUT', `${path}/${pupil.id}`, {})).status).toBe(204)
    expect((await asPupil.get(path)).body.pauses).toMatchObject([{ reason: null }])
  })
})

describe('the reason of a pause and of slow mode in a channel', () => {
  it('is read by all who read it, goes with its end, and stands in the audit', async () => {
    const { projectId, asTeacher, asPupil, audited } = await school()
    const channels = async (browser: typeof asPupil) =>
      (await browser.get(`/api/projects/${projectId}/channels`)).body.channels
    const found = async () => (await channels(asPupil)).find((one: { kind: string }) => one.kind === 'project')
    const path = `/api/channels/${(await found()).id}`
    await asTeacher.patch(path, { isPaused: true, pausedReason: reason, slowSeconds: 30, slowReason: 'Read first' })
    expect(await found()).toMatchObject({ isPaused: true, pausedReason: reason, slowReason: 'Read first' })
    expect(await audited('channel.changed')).toMatchObject({ reason })
    await asTeacher.patch(path, { needsTeacher: false })
    expect(await found()).toMatchObject({ pausedReason: reason, slowReason: 'Read first' })
    await asTeacher.patch(path, { isPaused: false, slowSeconds: 0 })
    expect(await found()).toMatchObject({ isPaused: false, pausedReason: null, slowReason: null })
    await asTeacher.patch(path, { isPaused: true, slowSeconds: 10 })
    expect(await found()).toMatchObject({ isPaused: true, pausedReason: null, slowReason: null })
  })
})
