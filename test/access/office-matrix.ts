import { at, type Case, fresh, office } from './rows.ts'

const contact = {
  ...{ kind: 'rector', name: 'Livia Conti', salutation: 'Gentile Rettrice', address: 'Via Roma 1\nRoma' },
  ...{ email: null, from: '2026-01-01', to: null },
}
const address = () => `nobody-${fresh()}@school.test`

/** Who sees and says who is what at an office. The columns: see `office` in `rows.ts`. */
export const officeRows: Record<string, Case[]> = {
  'GET /api/offices': [office('lists the offices of one’s mandates', 'u y y y y y y y y y', () => at('/api/offices'))],
  'POST /api/offices': [
    office('opens the office of a country', 'u h h y h h h h h h', () =>
      at('/api/offices', {
        office: { name: 'Office of Malta', town: 'Valletta', countryCode: 'MT' },
        email: address(),
      }),
    ),
  ],
  'PATCH /api/offices/:officeId': [
    office('lets teachers of the country sign up', 'u h h h y f f f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}`, { allowsSignUp: false }),
    ),
  ],
  'GET /api/offices/:officeId/mandates': [
    office('shows who was what on a day', 'u h h h y y y y f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/mandates?on=2024-01-01`),
    ),
  ],
  'POST /api/offices/:officeId/mandates': [
    office('invites somebody to a mandate', 'u h h h y f f f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/mandates`, { email: address(), post: 'assessor' }),
    ),
  ],
  'PATCH /api/offices/:officeId/mandates/:mandateId': [
    office('ends a mandate', 'u h h h y f f f f h', async (world) =>
      at(`/api/offices/${world.offices.italy.id}/mandates/${await world.newMandate()}`, { to: '2024-01-01' }),
    ),
  ],
  'GET /api/offices/:officeId/regions': [
    office('shows whom one finds in the regions', 'u h h h y y y y f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/regions`),
    ),
  ],
  'POST /api/offices/:officeId/contacts': [
    office('adds a contact of a region', 'u h h h y f f f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/contacts`, { regionId: offices.lazio, ...contact }),
    ),
  ],
  'PUT /api/offices/:officeId/contacts/:contactId': [
    office('mends a contact of a region', 'u h h h y f f f f h', async (world) =>
      at(`/api/offices/${world.offices.italy.id}/contacts/${await world.newContact()}`, contact),
    ),
  ],
  'DELETE /api/offices/:officeId/contacts/:contactId': [
    office('takes a contact away', 'u h h h y f f f f h', async (world) =>
      at(`/api/offices/${world.offices.italy.id}/contacts/${await world.newContact()}`),
    ),
  ],
}
