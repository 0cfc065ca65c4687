import { randomUUID } from 'node:crypto'
import { circleDraft } from '../helpers/circles.ts'
import { at, type Case, office } from './rows.ts'

/** What a circle says is for teachers where an office is; who comes in is for its moderators; an office recommends it. */
//               anon stranger pupil europe director officer correspondent observer assessor teacher
const teachers = 'u h f h h h y h y y'
const moderator = 'u h f h h h f h f y'
const officers = 'u h h h y y f f f h'

export const circleRows: Record<string, Case[]> = {
  'GET /api/me/home': [office('shows a teacher how their projects are', teachers, () => at('/api/me/home'))],
  'GET /api/circles': [office('lists their circles', teachers, () => at('/api/circles'))],
  'POST /api/circles': [
    office('founds a circle', teachers, () => at('/api/circles', { id: randomUUID(), ...circleDraft })),
  ],
  'GET /api/circles/:circleId': [
    office('looks at a circle', teachers, async ({ newCircle }) => at(`/api/circles/${await newCircle()}`)),
  ],
  'PATCH /api/circles/:circleId': [
    office('changes a circle', moderator, async ({ newCircle }) =>
      at(`/api/circles/${await newCircle()}`, { way: 'open' }),
    ),
  ],
  'PUT /api/circles/:circleId/membership': [
    office('asks to come in', teachers, async ({ newCircle }) =>
      at(`/api/circles/${await newCircle()}/membership`, {}),
    ),
  ],
  'DELETE /api/circles/:circleId/membership': [
    office('goes, or asks no more', 'u h f h h h y h y 409', async ({ newCircle }) =>
      at(`/api/circles/${await newCircle()}/membership`),
    ),
  ],
  'PUT /api/circles/:circleId/members/:userId': [
    office('lets nobody moderate who is alone in it', 'u h f h h h f h f y', async ({ newCircle, people }) =>
      at(`/api/circles/${await newCircle()}/members/${people.italian.id}`, { part: 'moderator' }),
    ),
  ],
  'DELETE /api/circles/:circleId/members/:userId': [
    office('takes the last moderator out', 'u h f h h h f h f 409', async ({ newCircle, people }) =>
      at(`/api/circles/${await newCircle()}/members/${people.italian.id}`),
    ),
  ],
  'GET /api/offices/:officeId/circles': [
    office('looks which circles to recommend', officers, ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/circles`),
    ),
  ],
  'PUT /api/offices/:officeId/circles/:circleId': [
    office('recommends a circle', officers, async ({ newCircle, offices }) =>
      at(`/api/offices/${offices.italy.id}/circles/${await newCircle()}`),
    ),
  ],
  'DELETE /api/offices/:officeId/circles/:circleId': [
    office('recommends it no more', officers, async ({ newCircle, offices }) =>
      at(`/api/offices/${offices.italy.id}/circles/${await newCircle()}`),
    ),
  ],
}
