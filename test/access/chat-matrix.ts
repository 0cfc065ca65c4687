import {
  at,
  type Case,
  everyMember,
  inTheProjectsChannel,
  moderators,
  project,
  readersOfAsk,
  readersOfHerons,
  readersOfTeachers,
  writersOfAsk,
  writersOfChannel,
  writersOfHerons,
  writersOfTeachers,
} from './rows.ts'
import { forumRows } from './forum-matrix.ts'
import type { Actor, World } from './world.ts'

/** The rows of the chat, with the forum's among them. */
export const chatRows: Record<string, Case[]> = {
  'GET /api/projects/:projectId/channels': [
    project('lists channels', everyMember, ({ projectId }) => at(`/api/projects/${projectId}/channels`)),
  ],
  'GET /api/channels/:channelId/messages': [
    project('reads the project’s channel', inTheProjectsChannel, ({ channels }) => at(messagesOf(channels.project))),
    project('reads the forum', inTheProjectsChannel, ({ channels }) => at(messagesOf(channels.forum))),
    project('reads the Herons’ channel', readersOfHerons, ({ channels }) => at(messagesOf(channels.herons))),
    project('reads the teachers’ channel', readersOfTeachers, ({ channels }) => at(messagesOf(channels.teachers))),
    project('reads a pupil’s thread', readersOfAsk, ({ channels }) => at(messagesOf(channels.ask))),
  ],
  'POST /api/channels/:channelId/messages': [
    project('writes in the project’s channel', writersOfChannel, ({ channels }) =>
      at(messagesOf(channels.project), { text: 'Hello' }),
    ),
    project('writes in the forum', writersOfChannel, ({ channels }) => at(messagesOf(channels.forum), { text: 'A' })),
    project('writes to the Herons', writersOfHerons, ({ channels }) => at(messagesOf(channels.herons), { text: 'A' })),
    project('writes to the teachers', writersOfTeachers, ({ channels }) =>
      at(messagesOf(channels.teachers), { text: 'Hello' }),
    ),
    project('writes in a pupil’s thread', writersOfAsk, ({ channels }) => at(messagesOf(channels.ask), { text: 'A' })),
  ],
  'PUT /api/channels/:channelId/read': [
    project('says how far they read', inTheProjectsChannel, ({ channels }) =>
      at(`/api/channels/${channels.project}/read`, { sequence: 1 }),
    ),
    project('says how far they read a pupil’s thread', readersOfAsk, ({ channels }) =>
      at(`/api/channels/${channels.ask}/read`, { sequence: 1 }),
    ),
  ],
  'PATCH /api/channels/:channelId': [
    project('slows the channel down', moderators, ({ channels }) =>
      at(`/api/channels/${channels.project}`, { slowSeconds: 0 }),
    ),
    project('pauses the teachers’ channel', 'u h y y y f h h h h', ({ channels }) =>
      at(`/api/channels/${channels.teachers}`, { isPaused: false }),
    ),
  ],

  'GET /api/channels/:channelId/held': [
    project('shows what waits in the project’s channel', inTheProjectsChannel, ({ channels }) =>
      at(`/api/channels/${channels.project}/held`),
    ),
    project('shows what waits in a pupil’s thread', readersOfAsk, ({ channels }) =>
      at(`/api/channels/${channels.ask}/held`),
    ),
  ],
  ...forumRows,
  'GET /api/channels/:channelId/search': [
    project('searches the project’s channel', inTheProjectsChannel, ({ channels }) =>
      at(`/api/channels/${channels.project}/search?q=river`),
    ),
    project('searches a pupil’s thread', readersOfAsk, ({ channels }) =>
      at(`/api/channels/${channels.ask}/search?q=river`),
    ),
  ],
  'GET /api/messages/:messageId': [
    project('reads one message of the project’s channel', inTheProjectsChannel, async (world) =>
      at(await messageBy(world, 'pupil', 'project')),
    ),
    project('reads one message of the teachers’ channel', readersOfTeachers, async (world) =>
      at(await messageBy(world, 'owner', 'teachers')),
    ),
    project('reads one message of a pupil’s thread', readersOfAsk, async (world) =>
      at(await messageBy(world, 'pupil', 'ask')),
    ),
  ],
  'PATCH /api/messages/:messageId': [
    project('changes what the pupil said', 'u h f f f f f y f h', async (world) =>
      at(await messageBy(world, 'pupil', 'project'), { text: 'Put right' }),
    ),
    project('changes what the teacher said among teachers', 'u h f y f f h h h h', async (world) =>
      at(await messageBy(world, 'teacher', 'teachers'), { text: 'Put right' }),
    ),
  ],
  'DELETE /api/messages/:messageId': [
    project('takes away what the pupil said', 'u h y y y f f y f h', async (world) =>
      at(await messageBy(world, 'pupil', 'project')),
    ),
    project('takes away what was said in a pupil’s thread', 'u h y y f h h y h h', async (world) =>
      at(await messageBy(world, 'pupil', 'ask')),
    ),
  ],
  'GET /api/messages/:messageId/edits': [
    project('sees what it said before', moderators, async (world) =>
      at(`${await messageBy(world, 'pupil', 'project')}/edits`),
    ),
  ],
  'PUT /api/messages/:messageId/reactions/:reaction': [
    project('reacts', writersOfChannel, async (world) =>
      at(`${await messageBy(world, 'owner', 'project')}/reactions/heart`),
    ),
    project('reacts in a pupil’s thread', writersOfAsk, async (world) =>
      at(`${await messageBy(world, 'pupil', 'ask')}/reactions/heart`),
    ),
  ],
  'DELETE /api/messages/:messageId/reactions/:reaction': [
    project('takes a reaction back', writersOfHerons, async (world) =>
      at(`${await messageBy(world, 'owner', 'herons')}/reactions/heart`),
    ),
  ],
  'PUT /api/messages/:messageId/pin': [
    project('pins', moderators, async (world) => at(`${await messageBy(world, 'pupil', 'project')}/pin`)),
    project('pins among the teachers', 'u h y y y f h h h h', async (world) =>
      at(`${await messageBy(world, 'owner', 'teachers')}/pin`),
    ),
  ],
  'DELETE /api/messages/:messageId/pin': [
    project('takes a pin away', moderators, async (world) => at(`${await messageBy(world, 'pupil', 'project')}/pin`)),
  ],
  'POST /api/messages/:messageId/copy': [
    project('makes a paragraph of it in a page of the project', writersOfChannel, async (world) =>
      at(`${await messageBy(world, 'pupil', 'project')}/copy`, { documentId: world.pages.project.id }),
    ),
    project('makes a paragraph of it in a page of the teachers', 'u h y y y f h h h h', async (world) =>
      at(`${await messageBy(world, 'pupil', 'project')}/copy`, { documentId: world.pages.teachers.id }),
    ),
    project('brings a pupil’s thread into a page of the project', 'u h y y y h h y h h', async (world) =>
      at(`${await messageBy(world, 'pupil', 'ask')}/copy`, { documentId: world.pages.project.id }),
    ),
  ],
}

async function messageBy(world: World, author: Exclude<Actor, 'anonymous'>, channel: keyof World['channels']) {
  return `/api/messages/${(await world.newMessage(world.channels[channel], author)).id}`
}

const messagesOf = (channelId: string) => `/api/channels/${channelId}/messages`
