import { at, type Case, everyMember, project, teachersOnly, writersOfGroup } from './rows.ts'
import type { World } from './world.ts'

const boardPath = ({ boards }: World) => `/api/documents/${boards.herons.id}`

//                   anon stranger owner teacher partner visitor pupil_admin pupil other_pupil guest
/** Of a card that is the pupil's: others who write here know of no such card. */
const onlyItsAuthor = 'u h h h h f h y f f'
const voters = 'u h y y y f y y y f'

const pauseOf = async (world: World) => `${boardPath(world)}/pauses/${(await world.newMember(world.school.id)).id}`

/** What is done to the Herons' board beside its ydoc. */
export const boardRows: Record<string, Case[]> = {
  'GET /api/documents/:documentId/hidden': [
    project('reads what is hidden on a board', teachersOnly, (world) => at(`${boardPath(world)}/hidden`)),
  ],
  'POST /api/documents/:documentId/exports': [
    project('takes the board along', everyMember, (world) =>
      at(`${boardPath(world)}/exports`, { format: 'png', hasNames: false }),
    ),
  ],
  'POST /api/documents/:documentId/objects/:objectId/hide': [
    project('hides a note', teachersOnly, async (world) =>
      at(`${boardPath(world)}/objects/${await world.newNote()}/hide`),
    ),
  ],
  'POST /api/documents/:documentId/objects/:objectId/restore': [
    project('brings it back', teachersOnly, async (world) =>
      at(`${boardPath(world)}/objects/${await world.newHiddenNote()}/restore`),
    ),
  ],
  'DELETE /api/documents/:documentId/bin': [
    project('empties the bin', teachersOnly, (world) => at(`${boardPath(world)}/bin`)),
  ],
  'DELETE /api/documents/:documentId/bin/:objectId': [
    project('takes one thing out of the bin for good', teachersOnly, async (world) =>
      at(`${boardPath(world)}/bin/${await world.newNote({ isRemoved: true })}`),
    ),
  ],
  'GET /api/documents/:documentId/pending': [
    project('reads the cards that wait: all, or their own', everyMember, (world) => at(`${boardPath(world)}/pending`)),
  ],
  'POST /api/documents/:documentId/pending': [
    project('sends a card in', writersOfGroup, (world) => at(`${boardPath(world)}/pending`, { text: 'A heron' })),
  ],
  'PUT /api/documents/:documentId/pending/:pendingId': [
    project('writes a card of the pupil anew', onlyItsAuthor, async (world) =>
      at(await world.newPending(), { text: 'Two herons' }),
    ),
  ],
  'DELETE /api/documents/:documentId/pending/:pendingId': [
    project('takes a card of the pupil back', onlyItsAuthor, async (world) => at(await world.newPending())),
  ],
  'POST /api/documents/:documentId/pending/:pendingId/approve': [
    project('approves a card', teachersOnly, async (world) =>
      at(`${await world.newPending()}/approve`, { changedAt: world.house.clock.now().toISOString() }),
    ),
  ],
  'POST /api/documents/:documentId/pending/:pendingId/return': [
    project('sends a card back', teachersOnly, async (world) =>
      at(`${await world.newPending()}/return`, { reason: 'Where was that?' }),
    ),
  ],
  'GET /api/documents/:documentId/pauses': [
    project('reads who is paused and why: all, or themselves', everyMember, (world) =>
      at(`${boardPath(world)}/pauses`),
    ),
  ],
  'PUT /api/documents/:documentId/pauses/:userId': [
    project('pauses a pupil on a board', teachersOnly, async (world) =>
      at(await pauseOf(world), { reason: 'We look at it together' }),
    ),
  ],
  'DELETE /api/documents/:documentId/pauses/:userId': [
    project('lets a paused pupil go on', teachersOnly, async (world) => at(await pauseOf(world))),
  ],
  'GET /api/documents/:documentId/vote': [
    project('reads the open vote', everyMember, (world) => at(`${boardPath(world)}/vote`)),
  ],
  'POST /api/documents/:documentId/votes': [
    project('opens a vote', teachersOnly, async (world) =>
      at(`/api/documents/${(await world.newBoard()).id}/votes`, { marks: 2 }),
    ),
  ],
  'PUT /api/documents/:documentId/votes/:voteId/marks': [
    project('chooses in a vote', voters, async (world) => {
      const { documentId, voteId } = await world.newVote()
      return at(`/api/documents/${documentId}/votes/${voteId}/marks`, { objectIds: [] })
    }),
  ],
  'POST /api/documents/:documentId/votes/:voteId/end': [
    project('ends a vote', teachersOnly, async (world) => {
      const { documentId, voteId } = await world.newVote()
      return at(`/api/documents/${documentId}/votes/${voteId}/end`, { count: false })
    }),
  ],
  'DELETE /api/documents/:documentId/tally': [
    project('takes a result off the board', teachersOnly, (world) => at(`${boardPath(world)}/tally`)),
  ],
}
