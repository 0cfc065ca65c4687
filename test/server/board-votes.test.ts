import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectId } from '#collab/documents/board-author.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import type { Browser } from '#test/helpers/app.ts'
import { auditedIn, type ClassBoard, liveBoard, openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const openBoard = () => openClassBoard(house)
const join = (board: ClassBoard, browser: Browser) => house.join(board.id, browser).synced()
const live = ({ id }: ClassBoard) => liveBoard(house, id)

describe('a vote', () => {
  async function openedVote(marks = 2) {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const ids = []
    for (const text of ['Isère', 'Drac', 'Rhône']) ids.push(await putThing(anna, board.author, { type: 'card', text }))
    const { body } = await board.teacher.post(`${board.path}/votes`, { marks })
    const vote = body.vote.id
    const choose = (browser: Browser, objectIds: string[]) =>
      browser.send('PUT', `${board.path}/votes/${vote}/marks`, { objectIds })
    return { ...board, board, anna, ids, vote, choose }
  }
  const end = (browser: Browser, path: string, vote: string, count = true) =>
    browser.post(`${path}/votes/${vote}/end`, { count })

  it('is said on the board while it is open, and its result once it is counted', async () => {
    const { board, path, vote, ids, choose, teacher, pupil, friend, people, anna } = await openedVote()
    await until(() => readBoard(anna.ydoc).meta.poll?.id === vote, 'the vote')
    expect((await live(board)).meta.poll).toEqual({ id: vote, marks: 2 })
    const colleague = await house.as(people.colleague)
    await choose(pupil, [ids[0] ?? '', ids[1] ?? ''])
    await choose(friend, [ids[0] ?? ''])
    await choose(colleague, [ids[0] ?? ''])
    expect((await teacher.get(`${path}/vote`)).body.vote.voterCount).toBe(3)
    expect((await end(teacher, path, vote)).status).toBe(204)
    const { meta } = await live(board)
    expect(meta.poll).toBeNull()
    expect(Object.fromEntries(meta.tally)).toEqual({ [ids[0] ?? '']: 3, [ids[1] ?? '']: 1 })
    expect((await auditedIn(house, board.people.school.id)).slice(0, 2)).toEqual(['vote.counted', 'vote.opened'])
    expect((await end(teacher, path, vote)).status).toBe(204)
    expect((await teacher.delete(`${path}/tally`)).status).toBe(204)
    expect((await live(board)).meta.tally.size).toBe(0)
  })

  it('shows each their own choice and nobody another’s', async () => {
    const { path, ids, choose, pupil, friend, teacher, board } = await openedVote()
    await choose(pupil, [ids[2] ?? ''])
    const ownOf = async (browser: Browser) => (await browser.get(`${path}/vote`)).body.vote
    expect(await ownOf(pupil)).toMatchObject({ own: [ids[2]], voterCount: null })
    expect((await ownOf(friend)).own).toEqual([])
    expect(await ownOf(teacher)).toMatchObject({ own: [], voterCount: 1 })
    expect((await live(board)).meta.tally.size).toBe(0)
  })

  it('takes no more marks than it gives, one for each thing, and may be changed until the end', async () => {
    const { path, ids, vote, choose, pupil, friend, teacher, people, board } = await openedVote(1)
    expect((await choose(pupil, ids)).body.error.fields[0].reason).toBe('too_many_marks')
    await choose(pupil, [ids[0] ?? '', ids[0] ?? ''])
    await choose(pupil, [ids[1] ?? ''])
    await choose(friend, [objectId('nobodynobody')])
    await choose(await house.as(people.owner), [ids[1] ?? ''])
    // Who chooses what is not there is no third voter who would hide the other two.
    expect((await end(teacher, path, vote)).body.error.reason).toBe('too_few_votes')
    await choose(friend, [ids[2] ?? ''])
    await end(teacher, path, vote)
    expect(Object.fromEntries((await live(board)).meta.tally)).toEqual({ [ids[1] ?? '']: 2, [ids[2] ?? '']: 1 })
    expect((await choose(pupil, [])).body.error.reason).toBe('vote_over')
  })

  it('is not counted where each would know what the others chose; it can be called off', async () => {
    const { path, ids, vote, choose, pupil, friend, teacher, board } = await openedVote()
    await choose(pupil, [ids[0] ?? ''])
    await choose(friend, [ids[0] ?? ''])
    expect((await end(teacher, path, vote)).body.error.reason).toBe('too_few_votes')
    expect((await end(teacher, path, vote, false)).status).toBe(204)
    expect((await live(board)).meta).toMatchObject({ poll: null, tally: new Map() })
    expect((await pupil.get(`${path}/vote`)).body.vote).toBeNull()
  })

  it('is one at a time, and opened to its end', async () => {
    const { path, teacher, vote, board, id, people } = await openedVote()
    expect((await teacher.post(`${path}/votes`, { marks: 3 })).body.error.reason).toBe('vote_open')
    await house.rooms.edit(id, people.teacher.id, (ydoc) => ydoc.getMap('meta').delete('poll'))
    expect((await teacher.post(`${path}/votes`, { marks: 3 })).body.vote.id).toBe(vote)
    expect((await live(board)).meta.poll).toEqual({ id: vote, marks: 2 })
  })

  it('is not written by anybody on the board itself', async () => {
    const { anna, board } = await openedVote()
    anna.ydoc.getMap('meta').set('tally', { x: 9 })
    await until(() => !anna.ydoc.getMap('meta').has('tally'), 'it is put right')
    expect((await live(board)).meta.tally.size).toBe(0)
  })
})
