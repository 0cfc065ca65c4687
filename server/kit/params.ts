import * as z from 'zod'

/* What addresses name. */

export const projectParam = z.strictObject({ projectId: z.uuid().toLowerCase() })
export const documentParam = z.strictObject({ documentId: z.uuid().toLowerCase() })
