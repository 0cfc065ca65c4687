import { at, type Case, office } from './rows.ts'
import type { World } from './world.ts'

/** As `open` of the matrix, which imports this. */
const everybody = 'open to everybody' as const

/** Who reads and writes the news of the office of Italy. The columns: see `office` in `rows.ts`. */
const writers = 'u h h h y y f f f h'

const draft = {
  ...{ kind: 'action', countryCode: 'IT', regionId: null, themeId: null, from: '2026-01-01', to: null },
  ...{ startsAt: null, endsAt: null, place: '', url: null, citations: [] },
  texts: [{ language: 'it', title: 'Due fiumi', body: 'Un progetto.' }],
}

function picture({ picture: bytes }: World) {
  const form = new FormData()
  form.set('kind', 'picture')
  form.set('file', new File([new Uint8Array(bytes)], 'river.png', { type: 'image/png' }))
  form.set('alt', 'A river')
  return form
}

export const newsRows: Record<string, Case[] | typeof everybody> = {
  // What everybody may read is tested with the feature.
  'GET /news': everybody,
  'GET /news/atom.xml': everybody,
  'GET /news/events.ics': everybody,
  'GET /news/:newsId': everybody,
  'GET /texts': everybody,
  'GET /api/texts': [office('lists themes and official texts', 'u y f y y y y y y y', () => at('/api/texts'))],
  'GET /api/news': [
    office('reads what is new', 'u y f y y y y y y y', () => at('/api/news')),
    office('lists all of an office', 'u h f h y y f f f h', ({ offices }) =>
      at(`/api/news?office=${offices.italy.id}`),
    ),
  ],
  'POST /api/news': [
    office('begins an item', writers, ({ offices }) => at('/api/news', { ...draft, officeId: offices.italy.id })),
  ],
  'GET /api/news/:newsId': [
    office('shows all of an item', writers, async (world) => at(`/api/news/${await world.newDraft()}`)),
  ],
  'PATCH /api/news/:newsId': [
    office('changes an item', writers, async (world) =>
      at(`/api/news/${await world.newDraft()}`, { ...draft, version: 1 }),
    ),
    office('publishes an item', writers, async (world) =>
      at(`/api/news/${await world.newDraft()}`, { state: 'published' }),
    ),
  ],
  'POST /api/news/:newsId/files': [
    office('adds a picture', writers, async (world) => ({
      path: `/api/news/${await world.newDraft()}/files`,
      form: picture(world),
    })),
  ],
  // Of what is out everybody reads them: tested with the feature.
  'GET /api/news/:newsId/files/:fileId': [
    office('opens a picture of a draft', 'h h h h y y f f f h', async (world) => at(await world.newDraftFile())),
  ],
  'DELETE /api/news/:newsId/files/:fileId': [
    office('takes a picture away', writers, async (world) => at(await world.newDraftFile())),
  ],
}
