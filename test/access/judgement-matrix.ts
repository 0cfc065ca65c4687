import { at, type Case, fresh, project, school, teachersOnly } from './rows.ts'

//                         anonymous stranger owner teacher partner visitor pupil_admin pupil other_pupil guest
const teachersAndPupils = 'u h y y y f y y y f'

const aTable = Buffer.from('code;text\n1;Ask and listen\n').toString('base64')

const framework = () => ({
  ...{ name: `Ours ${fresh()}`, language: 'en', ageFrom: 11, ageTo: 15 },
  ...{ source: 'Staff meeting, 2026', licence: 'CC BY 4.0', file: aTable },
})

/** Rows of frameworks, rubrics and judgements. */
export const judgementRows: Record<string, Case[]> = {
  'GET /api/frameworks': [school('lists frameworks', 'u y y f y', () => at('/api/frameworks?level=fr.5e'))],
  'POST /api/frameworks': [
    school('takes in a framework of one’s own school', 'u y y f y', () => at('/api/frameworks', framework())),
  ],
  'DELETE /api/frameworks/:frameworkId': [
    // Its administrators, and who took it in: here nobody who knocks.
    school('ends a framework of one’s own school', 'u y f f h', async (world) =>
      at(`/api/frameworks/${await world.newFramework()}`),
    ),
  ],
  'GET /api/projects/:projectId/rubric': [
    project('shows by what the project is judged', teachersAndPupils, ({ projectId }) =>
      at(`/api/projects/${projectId}/rubric`),
    ),
  ],
  'PUT /api/projects/:projectId/rubric': [
    project('saves the rubric', teachersOnly, async (world) => {
      const { projectId, version } = await world.newRubric()
      const nothing = { peers: 'project', criteria: [], products: [] }
      return at(`/api/projects/${projectId}/rubric`, { version, isOpen: true, ...nothing })
    }),
  ],
  'GET /api/projects/:projectId/judgements': [
    project('shows judgements, as far as they are for me', teachersAndPupils, ({ projectId }) =>
      at(`/api/projects/${projectId}/judgements`),
    ),
  ],
  'POST /api/projects/:projectId/judgements': [
    // The partner's teachers judge their own pupils; other pupils assess this one, since the rubric lets them.
    project('judges the pupil', 'u h y y f f y y y f', async (world) => {
      const { projectId, criterion } = await world.newRubric()
      return at(`/api/projects/${projectId}/judgements`, { pupil: world.people.pupil.id, criterion, level: 3 })
    }),
  ],
  'PATCH /api/judgements/:judgementId': [
    project('lets a peer’s words through', 'u h y y h f f f f f', async (world) => {
      const { judgementId } = await world.newPeerJudgement()
      return at(`/api/judgements/${judgementId}`, { isShown: true })
    }),
  ],
  'PUT /api/projects/:projectId/agreements': [
    // Only who has entered their own.
    project('agrees about the pupil', 'u h y y f f f f f f', async (world) => {
      const { projectId, criterion } = await world.newJudged()
      return at(`/api/projects/${projectId}/agreements`, { pupil: world.people.pupil.id, criterion, level: 3 })
    }),
  ],
  'PATCH /api/projects/:projectId/agreements': [
    project('publishes what was agreed about the pupil', 'u h y y f f f f f f', ({ projectId, people }) =>
      at(`/api/projects/${projectId}/agreements`, { pupils: [people.pupil.id], isPublished: true }),
    ),
  ],
  'GET /api/projects/:projectId/levels': [
    project('takes the levels as a file', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/levels?columns=fr`),
    ),
  ],
  'GET /api/projects/:projectId/skills': [
    project('shows on which skills lessons work', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/skills`),
    ),
  ],
  'POST /api/projects/:projectId/observations': [
    project('notes what the pupil did', 'u h y y f f f f f f', async (world) => {
      const { projectId, criterion } = await world.newRubric()
      return at(`/api/projects/${projectId}/observations`, { pupil: world.people.pupil.id, criterion, level: 2 })
    }),
  ],
  'DELETE /api/observations/:observationId': [
    project('takes the owner’s tap back', 'u h y h h f f f f f', async (world) =>
      at(`/api/observations/${await world.newObservation()}`),
    ),
  ],
}
