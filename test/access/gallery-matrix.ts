import { at, type Case, project, teachersOnly } from './rows.ts'
import type { World } from './world.ts'

/** As `open` of the matrix, which imports this. */
const everybody = 'open to everybody' as const

const draft = { title: 'Two rivers', summary: 'We wrote.', language: 'en', themeId: null, tools: [], citations: [] }

async function shown(world: World) {
  const { projectId } = world
  const { fileId } = await world.newPresentation(projectId)
  return { path: `/api/projects/${projectId}/presentation`, open: `/api/gallery/${projectId}/files/${fileId}`, fileId }
}

function picture({ picture: bytes }: World) {
  const form = new FormData()
  form.set('kind', 'picture')
  form.set('file', new File([new Uint8Array(bytes)], 'river.png', { type: 'image/png' }))
  form.set('alt', 'A river')
  return form
}

/** Who says what a project shows of itself. */
export const galleryRows: Record<string, Case[] | typeof everybody> = {
  // What everybody may see is tested with the feature.
  'GET /gallery': everybody,
  'GET /gallery/:projectId': everybody,
  'GET /labelled-schools': everybody,
  'GET /api/projects/:projectId/presentation': [
    project('sees what is shown', teachersOnly, async (world) => at((await shown(world)).path)),
  ],
  'PUT /api/projects/:projectId/presentation': [
    project('writes what is shown', teachersOnly, async (world) =>
      at((await shown(world)).path, { ...draft, version: 1 }),
    ),
  ],
  'POST /api/projects/:projectId/presentation/agree': [
    project('agrees for a school', teachersOnly, async (world) =>
      at(`${(await shown(world)).path}/agree`, { version: 1 }),
    ),
  ],
  'DELETE /api/projects/:projectId/presentation/agree': [
    project('takes it back for all', teachersOnly, async (world) => at(`${(await shown(world)).path}/agree`)),
  ],
  'POST /api/projects/:projectId/presentation/files': [
    project('adds a picture', teachersOnly, async (world) => ({
      path: `${(await shown(world)).path}/files`,
      form: picture(world),
    })),
  ],
  'DELETE /api/projects/:projectId/presentation/files/:fileId': [
    project('takes a picture away', teachersOnly, async (world) => {
      const { path, fileId } = await shown(world)
      return at(`${path}/files/${fileId}`)
    }),
  ],
  'GET /api/gallery/:projectId/files/:fileId': [
    project('opens a picture that is not out', 'h h y y y f f f f f', async (world) => at((await shown(world)).open)),
  ],
}
