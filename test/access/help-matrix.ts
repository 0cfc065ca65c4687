import { at, type Case, office } from './rows.ts'

/** Who asks the office of Italy for help, who answers, and what each may do with a request of a teacher of Lazio. */
//                 anon stranger pupil europe director officer correspondent observer assessor teacher
const theirs = 'u h h h y y y h h y'
const theOffices = 'u h h h y y y h h f'

export const helpRows: Record<string, Case[]> = {
  'GET /api/offices/:officeId/desk': [
    office('sees the desk', 'u h h h y y y y f h', ({ offices }) => at(`/api/offices/${offices.italy.id}/desk`)),
  ],
  'PUT /api/offices/:officeId/promises': [
    office('says what the office holds itself to', 'u h h h y f f f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/promises`, {
        approvalDays: 10,
        helpDays: 5,
        inactiveWeeks: 4,
      }),
    ),
  ],
  'GET /api/help': [
    office('lists my own requests', 'u y f y y y y y y y', () => at('/api/help')),
    office('lists those of the office', 'u h f h y y y f f h', ({ offices }) =>
      at(`/api/help?office=${offices.italy.id}`),
    ),
  ],
  'POST /api/help': [
    // Where no office is open, and from an office, nobody is asked.
    {
      name: 'asks the office',
      actors: ['anonymous', 'italian', 'correspondent'],
      cells: 'u y y',
      ask: () => at('/api/help', { about: { self: true }, kind: 'technical', title: 'A camera', text: 'It is dark.' }),
    },
  ],
  'GET /api/help/:helpId': [
    office('reads a request', theirs, async (world) => at(`/api/help/${await world.newHelp()}`)),
  ],
  'PATCH /api/help/:helpId': [
    office('closes it', theirs, async (world) => at(`/api/help/${await world.newHelp()}`, { state: 'closed' })),
    office('takes it', theOffices, async (world) => at(`/api/help/${await world.newHelp()}`, { isTaken: true })),
    office('hands it over', theOffices, async (world) =>
      at(`/api/help/${await world.newHelp()}`, { holder: 'office' }),
    ),
  ],
  'POST /api/help/:helpId/notes': [
    office('says something', theirs, async (world) => at(`/api/help/${await world.newHelp()}/notes`, { text: 'Yes.' })),
    office('notes something for the office', theOffices, async (world) =>
      at(`/api/help/${await world.newHelp()}/notes`, { text: 'Yes.', isInternal: true }),
    ),
  ],
  'POST /api/help/:helpId/invitation': [
    {
      name: 'lets the office look at the project',
      actors: ['anonymous', 'stranger', 'officer', 'correspondent', 'observer', 'italian'],
      cells: 'u h f f h y',
      ask: async (world) => at(`/api/help/${await world.newProjectHelp()}/invitation`),
    },
  ],
}
