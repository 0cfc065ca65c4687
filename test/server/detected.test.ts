import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { putObject } from '#collab/documents/board-write.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { lookThroughBoard } from '#server/boards/findings.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

// What a pupil gave away all the same is told to the teachers, by the server's own look.

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function scene() {
  const people = await makeClassProject(house.db)
  const channels = await listChannelIds(house.db, people.projectId, ['project', 'forum', 'ask'])
  const channelOf = (kind: string) =>
    channels.find((one) => one.kind === kind && (kind !== 'ask' || one.pupilId === people.pupil.id))?.id ?? ''
  const [pupil, teacher] = [await house.as(people.pupil, false), await house.as(people.teacher, false)]
  return {
    ...{ people, pupil, teacher },
    say: (who: typeof pupil, text: string, kind = 'project') =>
      who.post(`/api/channels/${channelOf(kind)}/messages`, { text }),
    listed: async () => (await teacher.get(`/api/projects/${people.projectId}/reports`)).body.reports,
  }
}

describe('what a pupil has sent', () => {
  it('arrives, and its telephone number is told to the teachers at once', async () => {
    const { people, pupil, say, listed } = await scene()
    expect((await say(pupil, 'Call me: 06 12 34 56 78')).status).toBe(201)
    expect(await listed()).toMatchObject([
      {
        kind: 'detected',
        reason: 'private',
        reporter: null,
        subject: { name: 'Alix M.' },
        evidence: { text: 'Call me: 06 12 34 56 78', found: ['phone'] },
        turn: 'first',
        can: { answer: true },
      },
    ])
    const bell = await (await house.as(people.colleague)).get('/api/notices')
    expect(bell.body.notices.map(({ kind }: { kind: string }) => kind)).toEqual(['report_came'])
    // Whose it is hears nothing: the screen has said it before.
    expect((await pupil.get('/api/notices')).body.notices).toEqual([])
  })

  it('is looked at again when it is changed, and the same words are told once', async () => {
    const { pupil, teacher, say, listed } = await scene()
    const { message } = (await say(pupil, 'See you')).body
    expect(await listed()).toEqual([])
    await pupil.patch(`/api/messages/${message.id}`, { text: 'See you, viens chez moi' })
    const [found] = await listed()
    expect(found).toMatchObject({ reason: 'contact', evidence: { found: ['meeting'] } })
    await teacher.post(`/api/reports/${found.id}`, { decision: 'close' })
    await pupil.patch(`/api/messages/${message.id}`, { text: 'See you' })
    await pupil.patch(`/api/messages/${message.id}`, { text: 'See you, viens chez moi' })
    expect(await listed()).toHaveLength(1)
  })

  it('to the teachers alone, or by a teacher, is nobody’s business', async () => {
    const { pupil, teacher, say, listed } = await scene()
    await say(pupil, 'My number is 06 12 34 56 78', 'ask')
    await say(teacher, 'The school has 04 78 12 34 56')
    await say(pupil, 'Chapter 12, from 1914 to 1918')
    expect(await listed()).toEqual([])
  })

  it('on a board is looked at when the board is quiet, each thing once', async () => {
    const { people, listed } = await scene()
    const { projectId, teacher, pupil } = people
    const board = await makePage(house.db, { kind: 'board', projectId, authorId: teacher.id, title: 'Ideas' })
    const put = (userId: string, text: string) => {
      const id = objectId(authorOf(board.id, userId))
      return house.rooms.edit(board.id, userId, (ydoc) =>
        putObject(ydoc, id, { type: 'note', at: 1, order: 'a1', text }),
      )
    }
    await put(pupil.id, 'lea@example.fr')
    await put(pupil.id, 'A heron')
    await put(teacher.id, 'claire@example.fr')
    await lookThroughBoard(house.deps, board.id)
    await lookThroughBoard(house.deps, board.id)
    expect(await listed()).toMatchObject([
      { kind: 'detected', target: { kind: 'object' }, evidence: { place: 'Ideas', text: 'lea@example.fr' } },
    ])
  })
})
