import { at, type Case, project, school, teachersOnly } from './rows.ts'

/** The way of a project: who sees where it stands, finds the other founder, sends it, and takes a school out. */
export const lifeRows: Record<string, Case[]> = {
  'GET /api/me/foundings': [
    school('shows what I am asked to found together', 'u y y y y', () => at('/api/me/foundings')),
  ],
  'GET /api/projects/:projectId/life': [
    project('shows where it stands', teachersOnly, ({ projectId }) => at(`/api/projects/${projectId}/life`)),
  ],
  'GET /api/projects/:projectId/dossier': [
    project('reads what is written about it', 'u h y y y y f f f f', ({ projectId }) =>
      at(`/api/projects/${projectId}/dossier`),
    ),
  ],
  'PUT /api/projects/:projectId/dossier': [
    project('saves a field', teachersOnly, async (world) =>
      at(`/api/projects/${await world.newProjectIn('draft')}/dossier`, { field: 'aims', value: 'Rivers', revision: 0 }),
    ),
  ],
  'POST /api/projects/:projectId/dossier/agree': [
    project('says yes to the pact', teachersOnly, async (world) =>
      at(`/api/projects/${await world.newPact()}/dossier/agree`, { revision: 1 }),
    ),
  ],
  'POST /api/projects/:projectId/co-founder': [
    project('asks for another founder', teachersOnly, async (world) =>
      at(`/api/projects/${await world.newProjectIn('waiting_partner')}/co-founder`, {}),
    ),
  ],
  'POST /api/projects/:projectId/accept': [
    project('founds it together', 'u y h h h h h h h h', async (world) =>
      at(`/api/projects/${await world.newProjectIn('waiting_partner')}/accept`, {}),
    ),
  ],
  'POST /api/projects/:projectId/decline': [
    project('says no to founding it together', 'u y h h h h h h h h', async (world) =>
      at(`/api/projects/${await world.newProjectIn('waiting_partner')}/decline`, {}),
    ),
  ],
  'GET /api/recognitions': [
    school('says what a kind is never eligible for', 'u y y f y', () => at('/api/recognitions')),
  ],
  'POST /api/projects/:projectId/sequel': [
    project('goes on in a new project', teachersOnly, async (world) =>
      at(`/api/projects/${await world.newArchivedProject()}/sequel`, { name: 'Rivers again' }),
    ),
  ],
  'POST /api/projects/:projectId/submit': [
    project('sends it', teachersOnly, async (world) =>
      at(`/api/projects/${await world.newProjectIn('draft')}/submit`, {}),
    ),
  ],
  'POST /api/projects/:projectId/leave': [
    {
      name: 'takes a partner school out',
      actors: ['anonymous', 'stranger', 'partner', 'visitor', 'pupilAdmin', 'pupil', 'otherPupil', 'guest'],
      cells: 'u h y f f f f f',
      ask: async (world) => at(`/api/projects/${await world.newProjectIn('draft')}/leave`, {}),
    },
  ],
}
