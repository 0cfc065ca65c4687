import { at, type Case, office, project } from './rows.ts'

/** Whoever applies, and nobody else: an office reads what is handed in at doors of its own. */
//                 anon stranger pupil europe director officer correspondent observer assessor teacher
const theirs = 'u h h h h h h h h y'
const staff = 'u y f y y y y y y y'

const inOne = (name: string, path: string, cells: string, body?: unknown) =>
  office(name, cells, async (world) => at(`/api/applications/${await world.newApplication()}${path}`, body))

export const applicationRows: Record<string, Case[]> = {
  'POST /api/campaigns/:campaignId/applications': [
    office('begins an application', 'u h f h h h h h h y', async (world) =>
      at(`/api/campaigns/${await world.newCall()}/applications`, { projectId: await world.newItalianProject() }),
    ),
  ],
  'GET /api/applications': [office('lists my own', staff, () => at('/api/applications'))],
  'GET /api/applications/:applicationId': [inOne('reads an application', '', theirs)],
  'PUT /api/applications/:applicationId/answers/:field': [
    inOne('answers a question', '/answers/summary', theirs, { text: 'A river', revision: 0 }),
  ],
  'POST /api/applications/:applicationId/people': [
    office('asks somebody who is not of the project', 'u h h h h h h h h 409', async (world) =>
      at(`/api/applications/${await world.newApplication()}/people`, {
        userId: world.people.officer.id,
        part: 'author',
      }),
    ),
  ],
  'DELETE /api/applications/:applicationId/people/:userId': [
    office('takes the last author out', 'u h h h h h h h h 409', async (world) =>
      at(`/api/applications/${await world.newApplication()}/people/${world.people.italian.id}`),
    ),
  ],
  'POST /api/applications/:applicationId/evidence': [
    inOne('pins how schools worked together', '/evidence', theirs, { criterion: 'collaboration', collaboration: true }),
  ],
  'PATCH /api/applications/:applicationId/evidence/:evidenceId': [
    office('says what is shown by what is not there', 'u h h h h h h h h h', async (world) =>
      at(`/api/applications/${await world.newApplication()}/evidence/${world.fileId}`, { note: 'A river', before: '' }),
    ),
  ],
  'DELETE /api/applications/:applicationId/evidence/:evidenceId': [
    office('takes back what is not there', 'u h h h h h h h h h', async (world) =>
      at(`/api/applications/${await world.newApplication()}/evidence/${world.fileId}`),
    ),
  ],
  'POST /api/applications/:applicationId/submit': [inOne('hands it in', '/submit', theirs, {})],
  'POST /api/applications/:applicationId/withdraw': [inOne('takes it back', '/withdraw', theirs, {})],
  'POST /api/applications/:applicationId/declare': [
    inOne('declares it, who is no head', '/declare', 'u h h h h h h h h f', {}),
  ],
  'POST /api/applications/:applicationId/endorse': [
    inOne('says yes, whom nobody asked', '/endorse', 'u h h h h h h h h f', {}),
  ],
  'POST /api/applications/:applicationId/appeal': [
    inOne('appeals against what is not decided', '/appeal', 'u h h h h h h h h 409', { words: 'Once more' }),
  ],
  'GET /api/projects/:projectId/recognition': [
    office('looks what a project can be recognised by', 'u h f h h h h h h y', async (world) =>
      at(`/api/projects/${await world.newItalianProject()}/recognition`),
    ),
  ],
  'GET /api/projects/:projectId/collaboration': [
    project('sees how the schools worked together', 'u h y y y f f f f f', ({ projectId }) =>
      at(`/api/projects/${projectId}/collaboration`),
    ),
  ],
}
