import { randomUUID } from 'node:crypto'
import { at, type Case, office } from './rows.ts'

/** Searches are saved by teachers where an office is; each is its owner's alone. */
//               anon stranger pupil europe director officer correspondent observer assessor teacher
const teachers = 'u h f h h h y h y y'
const itsOwner = 'u h f h h h h h h y'

export const searchRows: Record<string, Case[]> = {
  'GET /api/searches': [office('lists their own searches', teachers, () => at('/api/searches'))],
  'POST /api/searches': [
    office('saves a search', teachers, () =>
      at('/api/searches', { id: randomUUID(), list: 'people', wish: { q: 'rivers' } }),
    ),
  ],
  'PATCH /api/searches/:searchId': [
    office('says whether the bell rings for it', itsOwner, async ({ newSearch, people }) =>
      at(`/api/searches/${await newSearch(people.italian)}`, { isTold: false }),
    ),
  ],
  'DELETE /api/searches/:searchId': [
    office('removes a search', itsOwner, async ({ newSearch, people }) =>
      at(`/api/searches/${await newSearch(people.italian)}`),
    ),
  ],
  'GET /api/searches/:searchId/new': [
    office('sees what is new', itsOwner, async ({ newSearch, people }) =>
      at(`/api/searches/${await newSearch(people.italian)}/new`),
    ),
  ],
  'PUT /api/searches/:searchId/looked': [
    office('has seen what is new', itsOwner, async ({ newSearch, people }) =>
      at(`/api/searches/${await newSearch(people.italian)}/looked`, { at: '2026-11-24T09:00:00.000Z' }),
    ),
  ],
}
