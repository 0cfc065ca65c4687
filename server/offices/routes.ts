import { Hono } from 'hono'
import * as z from 'zod'
import { contactKinds, mandatePosts } from '#db/schema/values.ts'
import { emailAddress, newSchool } from '../auth/accounts.ts'
import type { AppEnv } from '../kit/context.ts'
import { day } from '../kit/dates.ts'
import { given } from '../kit/given.ts'
import { line, lines } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { addContact, changeContact, removeContact, showRegions } from './contacts.ts'
import { endMandate, inviteToMandate, nameStaff, showMandates } from './mandates.ts'
import { changeOffice, listOffices, openCountry } from './offices.ts'
import { showRegion } from './region.ts'

const officeParam = z.strictObject({ officeId: z.uuid().toLowerCase() })
const mandateParam = z.strictObject({ officeId: z.uuid().toLowerCase(), mandateId: z.uuid().toLowerCase() })
const newOffice = z.strictObject({ office: newSchool.omit({ region: true }), email: emailAddress })
const officeChanges = z.strictObject({
  allowsSignUp: z.boolean().optional(),
  address: lines(300).optional(),
  email: emailAddress.nullable().optional(),
  closedOn: day.optional(),
})
const named = { post: z.enum(mandatePosts), regionId: z.uuid().toLowerCase().optional() }
const newMandate = z.union([
  z.strictObject({ userId: z.uuid().toLowerCase(), from: day, ...named }),
  z.strictObject({ email: emailAddress, ...named }),
])
const onDay = z.strictObject({ on: day.optional() })
const contact = {
  kind: z.enum(contactKinds),
  name: line(120),
  /** How one writes to them; nothing for a place. */
  salutation: line(120, 0),
  address: lines(300),
  email: emailAddress.nullable(),
  from: day,
  to: day.nullable(),
}
const contactParam = z.strictObject({ officeId: z.uuid().toLowerCase(), contactId: z.uuid().toLowerCase() })

export const officeRoutes = new Hono<AppEnv>()
  .get('/api/offices', async (c) => c.json(await listOffices(c.var.ctx)))
  .post('/api/offices', validate('json', newOffice), async (c) =>
    c.json(await openCountry(c.var.ctx, c.req.valid('json')), 201),
  )
  .patch('/api/offices/:officeId', validate('param', officeParam), validate('json', officeChanges), async (c) => {
    await changeOffice(c.var.ctx, c.req.valid('param').officeId, given(c.req.valid('json')))
    return c.body(null, 204)
  })
  .get('/api/offices/:officeId/mandates', validate('param', officeParam), validate('query', onDay), async (c) =>
    c.json(await showMandates(c.var.ctx, c.req.valid('param').officeId, given(c.req.valid('query')).on)),
  )
  .post('/api/offices/:officeId/mandates', validate('param', officeParam), validate('json', newMandate), async (c) => {
    const { officeId } = c.req.valid('param')
    const wanted = c.req.valid('json')
    const made =
      'email' in wanted
        ? await inviteToMandate(c.var.ctx, officeId, wanted)
        : await nameStaff(c.var.ctx, officeId, wanted)
    return c.json(made, 201)
  })
  .patch(
    '/api/offices/:officeId/mandates/:mandateId',
    validate('param', mandateParam),
    validate('json', z.strictObject({ to: day })),
    async (c) => {
      await endMandate(c.var.ctx, c.req.valid('param'), c.req.valid('json').to)
      return c.body(null, 204)
    },
  )
  .get('/api/offices/:officeId/regions', validate('param', officeParam), validate('query', onDay), async (c) =>
    c.json(await showRegions(c.var.ctx, c.req.valid('param').officeId, given(c.req.valid('query')).on)),
  )
  .post(
    '/api/offices/:officeId/contacts',
    validate('param', officeParam),
    validate('json', z.strictObject({ regionId: z.uuid().toLowerCase(), ...contact })),
    async (c) => c.json(await addContact(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .put(
    '/api/offices/:officeId/contacts/:contactId',
    validate('param', contactParam),
    validate('json', z.strictObject(contact)),
    async (c) => {
      await changeContact(c.var.ctx, c.req.valid('param'), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  .delete('/api/offices/:officeId/contacts/:contactId', validate('param', contactParam), async (c) => {
    await removeContact(c.var.ctx, c.req.valid('param'))
    return c.body(null, 204)
  })
  .get(
    '/api/regions/:regionId/contacts',
    validate('param', z.strictObject({ regionId: z.uuid().toLowerCase() })),
    async (c) => c.json(await showRegion(c.var.ctx, c.req.valid('param').regionId)),
  )
