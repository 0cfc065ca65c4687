import { randomUUID } from 'node:crypto'
import { at, type Case, office } from './rows.ts'

/** Who asks others and is asked: teachers of countries that have an office, never pupils. Conversations are those of `italian`. */
//               anon stranger pupil europe director officer correspondent observer assessor teacher
const teachers = 'u h f h h h y h y y'
const theirs = 'u h f h h h h h h y'
const theOffices = 'u h h h y y f f f h'

export const contactRows: Record<string, Case[]> = {
  'GET /api/contacts': [office('lists contacts', teachers, () => at('/api/contacts'))],
  'GET /api/contacts/waiting': [office('counts what waits', teachers, () => at('/api/contacts/waiting'))],
  'GET /api/contacts/:userId': [
    office('sees somebody of the directory', teachers, async (world) => at(`/api/contacts/${await world.newListed()}`)),
    office('sees somebody who is in no directory', 'u h f h h h h h h h', async (world) =>
      at(`/api/contacts/${(await world.newItalian()).id}`),
    ),
    office('sees a pupil', 'u h f h h h h h h h', ({ people }) => at(`/api/contacts/${people.pupil.id}`)),
  ],
  'PUT /api/contacts/:userId': [
    office('asks somebody', teachers, async (world) =>
      at(`/api/contacts/${await world.newListed()}`, { words: 'Two rivers?' }),
    ),
    office('asks a pupil', 'u h f h h h h h h h', ({ people }) => at(`/api/contacts/${people.pupil.id}`, {})),
  ],
  'DELETE /api/contacts/:userId': [
    office('takes it back', teachers, async (world) => at(`/api/contacts/${await world.newListed()}`)),
  ],
  'PUT /api/contacts/:userId/block': [
    office('blocks somebody', teachers, async (world) => at(`/api/contacts/${await world.newListed()}/block`)),
  ],
  'DELETE /api/contacts/:userId/block': [
    office('lets them ask again', teachers, async (world) => at(`/api/contacts/${await world.newListed()}/block`)),
  ],
  'POST /api/contacts/:userId/report': [
    office('reports the letter of who asks', theirs, async (world) =>
      at(`/api/contacts/${await world.newAsking()}/report`, { reason: 'unkind' }),
    ),
  ],
  'GET /api/conversations/:conversationId': [
    office('reads what two write', theirs, async (world) =>
      at(`/api/conversations/${(await world.newConversation()).id}`),
    ),
  ],
  'POST /api/conversations/:conversationId/messages': [
    office('writes to a contact', theirs, async (world) =>
      at(`/api/conversations/${(await world.newConversation()).id}/messages`, { id: randomUUID(), text: 'Yes.' }),
    ),
  ],
  'PUT /api/conversations/:conversationId/read': [
    office('has read it', theirs, async (world) =>
      at(`/api/conversations/${(await world.newConversation()).id}/read`, { number: 1 }),
    ),
  ],
  'DELETE /api/conversations/:conversationId/messages/:messageId': [
    office('takes back their own words', theirs, async (world) => {
      const { id, own } = await world.newConversation()
      return at(`/api/conversations/${id}/messages/${own}`)
    }),
    office('takes back the words of the other', 'u h f h h h h h h f', async (world) => {
      const { id, others } = await world.newConversation()
      return at(`/api/conversations/${id}/messages/${others}`)
    }),
  ],
  'POST /api/conversations/:conversationId/messages/:messageId/report': [
    office('reports a message', theirs, async (world) => {
      const { id, others } = await world.newConversation()
      return at(`/api/conversations/${id}/messages/${others}/report`, { reason: 'unkind' })
    }),
  ],
  'GET /api/offices/:officeId/message-reports': [
    office('lists what was reported', theOffices, ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/message-reports`),
    ),
  ],
  'GET /api/offices/:officeId/message-reports/:reportId': [
    office('reads what was reported', theOffices, async (world) => at(await world.newMessageReport())),
  ],
  'PATCH /api/offices/:officeId/message-reports/:reportId': [
    office('settles it', theOffices, async (world) => at(await world.newMessageReport(), { note: 'Done.' })),
  ],
}
