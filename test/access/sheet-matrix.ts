import { randomUUID } from 'node:crypto'
import { at, type Case, everyMember, project, school, teachersOnly, writersOfGroup } from './rows.ts'

/** Of the pupil of the first school: theirs, and their own school's teachers'. */
const pupilAndTeachersHere = 'u h y y f f f y f f'

/** Rows of sheets and of the team. */
export const sheetRows: Record<string, Case[]> = {
  'GET /api/me/attestation': [
    school('prints what I was and did', 'u y y f y', () => at('/api/me/attestation?language=en')),
  ],
  'GET /api/projects/:projectId/pupils/:userId/oral': [
    project('shows a pupil’s file for the oral', pupilAndTeachersHere, ({ projectId, people }) =>
      at(`/api/projects/${projectId}/pupils/${people.pupil.id}/oral`),
    ),
    project('has none of a grown-up', 'u h h h h f f f f f', ({ projectId, people }) =>
      at(`/api/projects/${projectId}/pupils/${people.owner.id}/oral`),
    ),
  ],
  'PUT /api/projects/:projectId/oral': [
    project('prepares my own oral', 'u h f f f f y y y f', ({ projectId }) =>
      at(`/api/projects/${projectId}/oral`, { title: '', language: null, parts: [], extractIds: [], knownAt: null }),
    ),
  ],
  'GET /api/projects/:projectId/pupils/:userId/file': [
    project('prints a pupil’s file for the oral', pupilAndTeachersHere, ({ projectId, people }) =>
      at(`/api/projects/${projectId}/pupils/${people.pupil.id}/file`),
    ),
  ],
  'GET /api/projects/:projectId/judgements/sheet': [
    project('prints what was agreed of the class', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/judgements/sheet`),
    ),
  ],
  'GET /api/projects/:projectId/pupils/:userId/judgements/sheet': [
    project('prints what was agreed of a pupil', 'u h y y f f f y f f', ({ projectId, people }) =>
      at(`/api/projects/${projectId}/pupils/${people.pupil.id}/judgements/sheet`),
    ),
  ],
  'GET /api/projects/:projectId/pupils/:userId/judgements/parents': [
    // Teachers of the pupil's school print it; the pupil has a sheet of their own.
    project('prints the sheet for parents', 'u h y y f f f f f f', ({ projectId, people }) =>
      at(`/api/projects/${projectId}/pupils/${people.pupil.id}/judgements/parents`),
    ),
  ],
  'GET /api/documents/:documentId/contributions/sheet': [
    project('prints who wrote how much', writersOfGroup, ({ pages }) =>
      at(`/api/documents/${pages.herons.id}/contributions/sheet`),
    ),
  ],
  'GET /api/projects/:projectId/team': [
    project('shows who teaches what', everyMember, ({ projectId }) => at(`/api/projects/${projectId}/team`)),
  ],
  'PATCH /api/projects/:projectId/team': [
    project('gives the team a theme', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/team`, { theme: 'ecology' }),
    ),
  ],
  'POST /api/projects/:projectId/team/subjects': [
    project('adds a subject', teachersOnly, async ({ projectId }) =>
      at(`/api/projects/${projectId}/team/subjects`, { subject: 'History', teacherId: null, hours: 6 }),
    ),
  ],
  'PATCH /api/projects/:projectId/team/subjects/:subjectId': [
    project('changes the hours of a subject', teachersOnly, async (world) =>
      at(`/api/projects/${world.projectId}/team/subjects/${await world.newSubject()}`, { hours: 8 }),
    ),
    project('changes no subject of another project', 'u h h h h f f f f f', ({ projectId }) =>
      at(`/api/projects/${projectId}/team/subjects/${randomUUID()}`, { hours: 8 }),
    ),
  ],
  'DELETE /api/projects/:projectId/team/subjects/:subjectId': [
    project('removes a subject', teachersOnly, async (world) =>
      at(`/api/projects/${world.projectId}/team/subjects/${await world.newSubject()}`),
    ),
  ],
  'GET /api/school/teams': [school('shows the teams of the school', 'u y y f y', () => at('/api/school/teams'))],
  'PUT /api/school/teams/:projectId': [
    // In a project of its own: other knocks bring other schools into the one of all.
    school('says yes to a team', 'u y f f h', async (world) =>
      at(`/api/school/teams/${await world.newTeam()}`, { note: '' }),
    ),
  ],
  'DELETE /api/school/teams/:projectId': [
    school('takes the yes back', 'u y f f h', async (world) => at(`/api/school/teams/${await world.newApproval()}`)),
  ],
}
