import { at, type Case, school } from './rows.ts'

/** Who sees, gives and ends posts of a school. */
export const termRows: Record<string, Case[]> = {
  'GET /api/school/terms': [
    school('shows who had which post on a day', 'u y y f y', () => at('/api/school/terms?on=2026-01-01')),
  ],
  'GET /api/school/staff/:userId/terms': [
    school('shows the posts of a colleague', 'u y f f h', async (world) =>
      at(`/api/school/staff/${(await world.newStaff()).id}/terms`),
    ),
  ],
  'POST /api/school/staff/:userId/terms': [
    school('gives a colleague a post', 'u y f f h', async (world) =>
      at(`/api/school/staff/${(await world.newStaff()).id}/terms`, { posts: ['librarian'], from: '2020-09-01' }),
    ),
  ],
  'PATCH /api/school/terms/:termId': [
    school('ends a post of a colleague', 'u y f f h', async (world) =>
      at(`/api/school/terms/${await world.newTerm()}`, { to: '2021-09-01' }),
    ),
  ],
}
