import { at, type Case, fresh, project, school, teachersOnly } from './rows.ts'

const licence = { credit: 'Us', licence: 'CC BY 4.0', audience: 'school' as const }
const draft = () => ({
  title: `Kit ${fresh()}`,
  summary: 'What we did',
  language: 'en',
  ageFrom: 11,
  ageTo: 15,
  ...licence,
})

/** Rows of kits. */
export const kitRows: Record<string, Case[]> = {
  'GET /api/projects/:projectId/kits': [
    project('shows kits', teachersOnly, ({ projectId }) => at(`/api/projects/${projectId}/kits`)),
  ],
  'POST /api/projects/:projectId/kits': [
    project('makes a kit', teachersOnly, async (world) => {
      const documentIds = [await world.newTeachersPage()]
      return at(`/api/projects/${world.projectId}/kits`, { ...draft(), documentIds })
    }),
  ],
  'POST /api/projects/:projectId/kits/:kitId/copies': [
    project('begins with a kit', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/kits/letters.en/copies`),
    ),
  ],
  'DELETE /api/kits/:kitId': [
    // Its administrators, and who made it: here nobody who knocks.
    school('takes a kit of one’s school away', 'u y f f h', async (world) => at(`/api/kits/${await world.newKit()}`)),
  ],
}
