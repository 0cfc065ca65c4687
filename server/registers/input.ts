import * as z from 'zod'
import { importOutcomes } from '#db/schema/values.ts'
import { day } from '../kit/dates.ts'
import { line } from '../kit/text.ts'
import { registerFields } from './formats.ts'

export const officeParam = z.strictObject({ officeId: z.uuid().toLowerCase() })
export const schoolParam = z.strictObject({ officeId: z.uuid().toLowerCase(), schoolId: z.uuid().toLowerCase() })
export const importParam = z.strictObject({ officeId: z.uuid().toLowerCase(), importId: z.uuid().toLowerCase() })

/** Of a file, as a browser cuts it: short enough that reading one holds nobody up. */
const longestPiece = 512 * 1024
/** Of a file in the pieces that a browser cuts, of 64 kB each: 500 MB, about a million schools. */
const mostPieces = 8_000
const piece = z.file().max(longestPiece, 'piece_too_long')

export const importForm = z.strictObject({
  file: piece,
  fileName: line(200),
  countryCode: z
    .string()
    .length(2)
    .regex(/^[A-Z]{2}$/),
})

export const pieceForm = z.strictObject({
  file: piece,
  number: z.coerce.number().int().min(0).max(mostPieces),
  isLast: z.enum(['true', 'false']),
})

const places = z.array(z.int().min(0).max(1000)).min(1).max(4)

/** Columns of each field; those of a code, a name and a town must be there. */
export const columnsBody = z.strictObject({
  columns: z
    .partialRecord(z.enum(registerFields), places)
    .refine(({ code, name, town }) => code && name && town, 'register_columns_missing'),
})

export const mergeBody = z.strictObject({ from: z.uuid().toLowerCase(), into: z.uuid().toLowerCase() })
export const mergeParam = z.strictObject({ officeId: z.uuid().toLowerCase(), mergeId: z.uuid().toLowerCase() })

export const rowsQuery = z.strictObject({
  outcome: z.enum([...importOutcomes, 'kept']).default('error'),
  after: z.coerce.number().int().min(0).default(0),
})

export const dayQuery = z.strictObject({ on: day.optional() })

export const schoolsQuery = z.strictObject({
  q: z.string().max(120).default(''),
  /** In which region they were on that day; else today. */
  on: day.optional(),
})
