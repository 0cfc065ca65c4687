import { randomUUID } from 'node:crypto'
import { testPassword } from '../helpers/factories.ts'
import { at, type Case, classroom, fresh, school } from './rows.ts'

const letters = () =>
  randomUUID()
    .replaceAll(/[^a-f]/g, '')
    .slice(0, 8)

/** What is done to a class of pupils. */
export const classroomRows: Record<string, Case[]> = {
  'GET /api/classrooms': [school('lists classrooms', 'u y y f y', () => at('/api/classrooms'))],
  'POST /api/classrooms': [
    school('makes a classroom', 'u y y f y', () =>
      at('/api/classrooms', { name: `5e ${fresh()}`, ageFrom: 11, ageTo: 12 }),
    ),
  ],
  'GET /api/classrooms/:id': [classroom('shows its pupils', ({ classroom: { id } }) => at(`/api/classrooms/${id}`))],
  'PATCH /api/classrooms/:id': [
    classroom('renames it', ({ classroom: { id } }) => at(`/api/classrooms/${id}`, { name: `5e ${fresh()}` })),
  ],
  'POST /api/classrooms/:id/pupils/check': [
    classroom('checks a pasted list', ({ classroom: { id } }) =>
      at(`/api/classrooms/${id}/pupils/check`, { text: 'Alix Martin' }),
    ),
  ],
  'POST /api/classrooms/:id/pupils': [
    classroom('adds pupils', ({ classroom: { id } }) =>
      at(`/api/classrooms/${id}/pupils`, { names: [`Alix ${letters()}`] }),
    ),
  ],
  'PATCH /api/classrooms/:id/pupils/:userId': [
    classroom('gives a new pseudonym', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/pupils/${(await world.newClassPupil()).id}`, { pseudonym: 'new' }),
    ),
  ],
  'POST /api/classrooms/:id/pupils/:userId/pseudonym': [
    classroom('gives a pupil the pseudonym they asked for', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/pupils/${(await world.newAskingPupil()).id}/pseudonym`, {
        isApproved: true,
      }),
    ),
  ],
  'PUT /api/classrooms/:id/pupils/:userId/place': [
    classroom('puts a pupil into another class', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/pupils/${(await world.newClassPupil()).id}/place`, {
        classroomId: world.classroom.id,
      }),
    ),
  ],
  'DELETE /api/classrooms/:id/pupils/:userId': [
    classroom('takes a pupil out', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/pupils/${(await world.newClassPupil()).id}`),
    ),
  ],
  'POST /api/classrooms/:id/cards': [
    classroom('prints cards', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/cards`, { userIds: [(await world.newClassPupil()).id] }),
    ),
  ],
  'POST /api/classrooms/:id/cards/again': [
    {
      name: 'prints cards again as they are',
      actors: ['anonymous', 'schoolAdmin', 'classTeacher', 'owner', 'pupil', 'otherAdmin'],
      cells: 'u f y h h h',
      ask: async (world) => {
        const { id } = await world.newPupilWithCard()
        return at(`/api/classrooms/${world.classroom.id}/cards/again`, { userIds: [id], password: testPassword })
      },
    },
  ],
  'POST /api/classrooms/:id/cards/void': [
    classroom('voids cards', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/cards/void`, { userIds: [(await world.newClassPupil()).id] }),
    ),
  ],
  'POST /api/classrooms/:id/teachers': [
    classroom('adds a colleague', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/teachers`, { userId: (await world.newStaff()).id }),
    ),
  ],
  'DELETE /api/classrooms/:id/teachers/:userId': [
    {
      name: 'takes a teacher out',
      actors: ['anonymous', 'owner', 'pupil', 'otherAdmin', 'schoolAdmin'],
      cells: 'u h h h y',
      ask: ({ classroom: { id }, people }) => at(`/api/classrooms/${id}/teachers/${people.classTeacher.id}`),
    },
  ],
}
