import { at, type Case, inTheProjectsChannel, project, writersOfChannel } from './rows.ts'
import type { World } from './world.ts'

//                   anon stranger owner teacher partner visitor pupil_admin pupil other_pupil guest
const closersOfATeachersPoll = 'u h y y y f f f f h'

/** The rows of the forum. */
export const forumRows: Record<string, Case[]> = {
  'GET /api/projects/:projectId/forum': [
    project('shows the forum', inTheProjectsChannel, ({ projectId }) => at(`/api/projects/${projectId}/forum`)),
  ],
  'POST /api/projects/:projectId/forum': [
    project('begins a topic', writersOfChannel, ({ projectId }) =>
      at(`/api/projects/${projectId}/forum`, { title: 'Which river?', text: 'Ours is the Loire.' }),
    ),
  ],
  'GET /api/topics/:topicId': [
    project('opens a topic', inTheProjectsChannel, async (world) => at(`/api/topics/${await aTopic(world)}`)),
  ],
  'PUT /api/topics/:topicId/following': [
    project('follows a topic', inTheProjectsChannel, async (world) =>
      at(`/api/topics/${await aTopic(world)}/following`),
    ),
  ],
  'DELETE /api/topics/:topicId/following': [
    project('no longer follows it', inTheProjectsChannel, async (world) =>
      at(`/api/topics/${await aTopic(world)}/following`),
    ),
  ],
  'PUT /api/topics/:topicId/read': [
    project('has read a topic', inTheProjectsChannel, async (world) =>
      at(`/api/topics/${await aTopic(world)}/read`, { sequence: 1 }),
    ),
  ],
  'PUT /api/polls/:pollId/choice': [
    project('chooses in a poll', writersOfChannel, async (world) => {
      const { id, options } = await pollIn(world, await aTopic(world))
      return at(`/api/polls/${id}/choice`, { optionIds: [options[0]?.id] })
    }),
  ],
  'POST /api/polls/:pollId/close': [
    project('closes a poll of a teacher', closersOfATeachersPoll, async (world) =>
      at(`/api/polls/${(await pollIn(world, await newTopic(world))).id}/close`),
    ),
  ],
}

const topics = new WeakMap<World, Promise<string>>()

/** A topic with a poll that the owner began: one for all who look at it, since nobody may begin as many as there are knocks. */
function aTopic(world: World): Promise<string> {
  const known = topics.get(world) ?? newTopic(world)
  topics.set(world, known)
  return known
}

async function newTopic(world: World): Promise<string> {
  const topic = { title: 'Which river?', text: 'Ours.', poll: { options: ['Loire', 'Elbe'] } }
  const { body } = await (await world.as('owner')).post(`/api/projects/${world.projectId}/forum`, topic)
  return body.topicId
}

async function pollIn(world: World, topicId: string): Promise<{ id: string; options: { id: string }[] }> {
  return (await (await world.as('owner')).get(`/api/topics/${topicId}`)).body.poll
}
