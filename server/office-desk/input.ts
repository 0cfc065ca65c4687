import * as z from 'zod'

/* What a request about the desk of an office may hold. */

export const officeParam = z.strictObject({ officeId: z.uuid().toLowerCase() })

const deskKinds = ['person', 'school', 'institution', 'project', 'help', 'inactive', 'partner', 'message'] as const
export type DeskKind = (typeof deskKinds)[number]

/** Where a page ends: when the last of it is, or was, late, and its id. */
const after = z
  .string()
  .max(80)
  .regex(/^\d{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

export const deskAsked = z.strictObject({
  kind: z.enum(deskKinds).optional(),
  region: z.uuid().toLowerCase().optional(),
  after: after.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export type DeskAsked = z.infer<typeof deskAsked>

const days = z.int().min(1).max(90)
export const promises = z.strictObject({
  approvalDays: days,
  helpDays: days,
  inactiveWeeks: z.int().min(1).max(40),
})
export type Promises = z.infer<typeof promises>
