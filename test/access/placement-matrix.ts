import { makeInstitution, makePlacement } from '../helpers/placements.ts'
import { at, type Case, project, school } from './rows.ts'
import type { World } from './world.ts'

/** A trainee of an institution at the school of the world; the administrators are those of the host. */
async function newPlacement({ house: { db }, school: host }: World, agreedAt: Date | null = new Date(0)) {
  const { institution, trainee } = await makeInstitution(db)
  const who = { traineeId: trainee.id, institutionId: institution.id, hostSchoolId: host.id }
  return makePlacement(db, { ...who, agreedAt })
}

/** What adults see of a school beside its own page, and the trainees there. */
export const placementRows: Record<string, Case[]> = {
  //                                      anonymous schoolAdmin owner pupil otherAdmin
  'GET /api/school/overview': [school('shows the school at a glance', 'u y f f y', () => at('/api/school/overview'))],
  'GET /schools/:schoolId': [
    // One that is on is everybody's: school-page.test.ts.
    school('reads no public page that is off', 'h h h h h', (world) => at(`/schools/${world.school.id}`)),
  ],
  // What stands on them: office-pages.test.ts.
  'GET /offices': [school('lists the offices that are open', 'y y y y y', () => at('/offices'))],
  'GET /offices/:country': [school('reads of no office that is not there', 'h h h h h', () => at('/offices/none'))],
  'GET /regions/:regionId': [school('reads of no region that is none', 'h h h h h', () => at('/regions/none'))],
  'PUT /api/school/head': [
    // Nobody of these is head: that the head may is told in school-page.test.ts.
    school('names the head on the public page', 'u f f f f', () => at('/api/school/head', { isNamed: true })),
  ],
  'GET /api/placements': [school('lists placements', 'u y y f y', () => at('/api/placements'))],
  'POST /api/placements': [
    // Nobody of these is of an institution: placements.test.ts arranges some.
    school('arranges a placement', 'u f f f f', ({ school: { id } }) =>
      at('/api/placements', {
        ...{ traineeId: id, tutorId: id, hostSchoolId: id },
        ...{ from: '2026-01-01', to: '2026-02-01' },
      }),
    ),
  ],
  'PATCH /api/placements/:placementId': [
    school('ends one at the own school', 'u y f h h', async (world) =>
      at(`/api/placements/${await newPlacement(world)}`, { to: '2029-01-01' }),
    ),
  ],
  'POST /api/placements/:placementId/agree': [
    school('agrees to one', 'u y h h h', async (world) =>
      at(`/api/placements/${await newPlacement(world, null)}/agree`),
    ),
  ],
  'GET /api/placements/:placementId/journal': [
    school('reads a trainee’s journal at the host', 'u f f h h', async (world) =>
      at(`/api/placements/${await newPlacement(world)}/journal`),
    ),
  ],
  'POST /api/placements/:placementId/journal': [
    school('writes in a trainee’s journal', 'u f f h h', async (world) =>
      at(`/api/placements/${await newPlacement(world)}/journal`, { text: 'A good hour' }),
    ),
  ],
  'GET /api/school/training': [
    // Nobody of these is of an institution.
    school('shows what an institution needs', 'u f f f f', () => at('/api/school/training')),
  ],
  'GET /api/school/training/hosts': [
    school('looks for host schools', 'u f f f f', () => at('/api/school/training/hosts?country=FR&q=college')),
  ],
  'POST /api/school/admission': [
    school('applies for admission', 'u f f f f', () => at('/api/school/admission', { letter: 'We train' })),
  ],
  //                        anon stranger owner teacher partner visitor pupil_admin pupil other_pupil guest
  'POST /api/projects/:projectId/trainees': [
    project('brings a trainee in', 'u h y y h f f f f f', async (world) =>
      at(`/api/projects/${world.projectId}/trainees`, { placementId: await newPlacement(world), role: 'visitor' }),
    ),
  ],
}
