import { type Case, at, project } from './rows.ts'

/** Rows of extracts: teachers' and, of what they alone made, pupils'. */

//              anon stranger owner teacher partner visitor pupil_admin pupil other_pupil guest
const teachersAndPupils = 'u h y y y f y y y f'

export const extractRows: Record<string, Case[]> = {
  'POST /api/extracts': [
    project('keeps a passage of somebody else’s', 'u h y y y f f f f f', async (world) => {
      const { documentId, ...ends } = await world.newPassage()
      return at('/api/extracts', { source: { document: documentId, ...ends } })
    }),
    project('keeps a message of the pupil’s', 'u h y y y f f y f h', async (world) => {
      const { id } = await world.newMessage(world.channels.project, 'pupil')
      return at('/api/extracts', { source: { message: id } })
    }),
    project('keeps a message of the teachers', 'u h y y y f h h h h', async (world) => {
      const { id } = await world.newMessage(world.channels.teachers, 'owner')
      return at('/api/extracts', { source: { message: id } })
    }),
    project('keeps a version of a group’s page', 'u h y y y f f f f f', ({ versionId }) =>
      at('/api/extracts', { source: { version: versionId } }),
    ),
  ],
  'GET /api/projects/:projectId/extracts': [
    project('lists extracts: of what I alone made, or all to teachers', teachersAndPupils, ({ projectId }) =>
      at(`/api/projects/${projectId}/extracts`),
    ),
  ],
  'GET /api/projects/:projectId/contributions': [
    project('counts what everybody made, or to pupils what is theirs', teachersAndPupils, ({ projectId }) =>
      at(`/api/projects/${projectId}/contributions`),
    ),
  ],
  'GET /api/extracts/:extractId': [
    project('reads an extract of the pupil’s work', 'u h y y y f h y h f', async (world) =>
      at(`/api/extracts/${await world.newExtract(['pupil'])}`),
    ),
    project('reads an extract of what two pupils made', 'u h y y y f h h h f', async (world) =>
      at(`/api/extracts/${await world.newExtract(['pupil', 'pupilAdmin'])}`),
    ),
  ],
  'DELETE /api/extracts/:extractId': [
    project('lets an extract go that a teacher took', 'u h y y y f h f h f', async (world) =>
      at(`/api/extracts/${await world.newExtract(['pupil'])}`),
    ),
  ],
  'GET /api/extracts/:extractId/files/:fileId': [
    project('asks for a file that is not in an extract', 'u h h h h f h h h f', async (world) =>
      at(`/api/extracts/${await world.newExtract(['pupil'])}/files/${world.fileId}`),
    ),
  ],
}
