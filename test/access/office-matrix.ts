import { at, type Case, fresh, office } from './rows.ts'

const contact = {
  ...{ kind: 'rector', name: 'Livia Conti', salutation: 'Gentile Rettrice', address: 'Via Roma 1\nRoma' },
  ...{ email: null, from: '2026-01-01', to: null },
}
const circular = (regionId: string) => ({
  regionId,
  texts: [{ locale: 'en', subject: 'A meeting', text: 'On Monday.' }],
})
const note = { day: '2024-03-04', text: 'Called, and agreed on a visit.' }
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
  'GET /api/offices/:officeId/institutions': [
    office('lists the institutions of the country', 'u h h h y y f f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/institutions`),
    ),
  ],
  'POST /api/offices/:officeId/institutions': [
    office('registers an institution', 'u h h h y y f f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/institutions`, { name: `Istituto ${fresh()}`, town: 'Roma' }),
    ),
  ],
  'POST /api/offices/:officeId/institutions/:schoolId/invitation': [
    office('makes another link for one', 'u h h h y y f f f h', async (world) =>
      at(`/api/offices/${world.offices.italy.id}/institutions/${await world.newInstitution()}/invitation`),
    ),
  ],
  'GET /api/offices/:officeId/circulars': [
    office('reads what was written to regions', 'u h h h y y y f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/circulars`),
    ),
  ],
  'POST /api/offices/:officeId/circulars/preview': [
    office('looks at a letter to Lazio before it goes', 'u h h h y y y f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/circulars/preview`, circular(offices.lazio)),
    ),
    office('looks at one to Toscana', 'u h h h y y h f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/circulars/preview`, circular(offices.toscana)),
    ),
  ],
  'POST /api/offices/:officeId/circulars': [
    // The house of these tests sends no mail: who may, hears that. What is sent: circulars.test.ts.
    office('writes to the teachers of Toscana', 'u h h h 409 409 h f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/circulars`, circular(offices.toscana)),
    ),
  ],
  'GET /api/offices/:officeId/schools/:schoolId/notes': [
    office('reads notes on a school of Lazio', 'u h h h y y y f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/schools/${offices.school.id}/notes`),
    ),
    office('reads notes on a school of another country', 'u h h h h h h f f h', (world) =>
      at(`/api/offices/${world.offices.italy.id}/schools/${world.school.id}/notes`),
    ),
  ],
  'POST /api/offices/:officeId/schools/:schoolId/notes': [
    office('notes something about a school of Lazio', 'u h h h y y y f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/schools/${offices.school.id}/notes`, note),
    ),
  ],
  'GET /api/offices/:officeId/projects/:projectId/notes': [
    // No school of Italy is in the project of the world: accompaniment.test.ts has one.
    office('reads notes on a project of elsewhere', 'u h h h h h h f f h', (world) =>
      at(`/api/offices/${world.offices.italy.id}/projects/${world.projectId}/notes`),
    ),
  ],
  'POST /api/offices/:officeId/projects/:projectId/notes': [
    office('notes something about a project of elsewhere', 'u h h h h h h f f h', (world) =>
      at(`/api/offices/${world.offices.italy.id}/projects/${world.projectId}/notes`, note),
    ),
  ],
}
