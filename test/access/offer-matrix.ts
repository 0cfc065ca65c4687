import { randomUUID } from 'node:crypto'
import { offerDraft } from '../helpers/offers.ts'
import { at, type Case, office } from './rows.ts'

/** Classes are offered by teachers where an office is; an offer is its teacher's alone, open to others in the directory only. */
//               anon stranger pupil europe director officer correspondent observer assessor teacher
const teachers = 'u h f h h h y h y y'
const itsTeacher = 'u h f h h h h h h y'

export const offerRows: Record<string, Case[]> = {
  'GET /api/offers': [office('lists their own offers', teachers, () => at('/api/offers'))],
  'POST /api/offers': [
    office('offers a class', teachers, () => at('/api/offers', { id: randomUUID(), ...offerDraft })),
  ],
  'PATCH /api/offers/:offerId': [
    office('changes an offer', itsTeacher, async ({ newOffer, people }) =>
      at(`/api/offers/${await newOffer(people.italian)}`, { pupils: 20 }),
    ),
  ],
  'GET /api/offers/:offerId/matches': [
    office('looks who fits', itsTeacher, async ({ newOffer, people }) =>
      at(`/api/offers/${await newOffer(people.italian)}/matches`),
    ),
  ],
  'POST /api/offers/:offerId/matches/:matchId/project': [
    office('founds a project with who fits', itsTeacher, async ({ newOffer, people }) => {
      const [own, other] = [await newOffer(people.italian), await newOffer(people.correspondent)]
      return at(`/api/offers/${own}/matches/${other}/project`, { rhythm: '', calendars: '' })
    }),
  ],
}
