import { at, type Case } from './rows.ts'
import type { Actor, World } from './world.ts'

const actors: readonly Actor[] = [
  'anonymous',
  'stranger',
  'head',
  'management',
  'hostTeacher',
  'trainee',
  'tutor',
  'institutionAdmin',
]
const placed = (name: string, cells: string, ask: Case['ask']): Case => ({ name, actors, cells, ask })
const placement = async (world: World, agreedAt?: null) => `/api/placements/${await world.newPlaced(agreedAt)}`
const headsQuestion = async (world: World) => `/api/approvals/${await world.newHeadsQuestion()}`

/** The same doors for who has a post at a school, trains or is trained: with the rows that others have there. */
export const placedRows: Record<string, Case[]> = {
  //                                                  anon stranger head management teacher trainee tutor institution
  'GET /api/school/overview': [
    placed('sees the own school at a glance', 'u f y y f f f y', () => at('/api/school/overview')),
  ],
  'PUT /api/school/head': [
    placed('names the head on the public page', 'u f y f f f f f', () => at('/api/school/head', { isNamed: false })),
  ],
  'GET /api/placements': [placed('lists own placements', 'u y y y y y y y', () => at('/api/placements'))],
  'POST /api/placements': [
    placed('arranges one', 'u f f f f f f y', ({ placed: { traineeId, tutorId, host } }) =>
      at('/api/placements', {
        ...{ traineeId, tutorId, hostSchoolId: host.id },
        ...{ from: '2026-01-01', to: '2026-02-01' },
      }),
    ),
  ],
  'PATCH /api/placements/:placementId': [
    placed('ends one', 'u h y y f f f y', async (world) => at(await placement(world), { to: '2029-01-01' })),
  ],
  'POST /api/placements/:placementId/agree': [
    placed('agrees to one for the host', 'u h y y h f f f', async (world) =>
      at(`${await placement(world, null)}/agree`),
    ),
  ],
  'GET /api/placements/:placementId/journal': [
    placed('reads the journal', 'u h f f f y y y', async (world) => at(`${await placement(world)}/journal`)),
  ],
  'POST /api/placements/:placementId/journal': [
    placed('writes the journal', 'u h f f f y f f', async (world) =>
      at(`${await placement(world)}/journal`, { text: 'A good hour' }),
    ),
  ],
  'GET /api/approvals/:approvalId': [
    placed('reads what the head is asked', 'u h y h y h h h', async (world) => at(await headsQuestion(world))),
  ],
  'POST /api/approvals/:approvalId/decide': [
    placed('decides for the school', 'u h y h f h h h', async (world) =>
      at(`${await headsQuestion(world)}/decide`, { outcome: 'approved' }),
    ),
  ],
  'GET /api/projects/:projectId': [
    placed('sees the project of the host', 'u h h h y y h h', async (world) =>
      at(`/api/projects/${await world.newPlacedProject()}`),
    ),
  ],
  'GET /api/projects/:projectId/people': [
    placed('sees who is in it', 'u h h h y y h h', async (world) =>
      at(`/api/projects/${await world.newPlacedProject()}/people`),
    ),
  ],
}
