import * as z from 'zod'
import { languageLevels, profileReaders } from '#db/schema/values.ts'
import { languageTag, line, lines } from '../kit/text.ts'

/* What a profile may hold. */

export const age = z.number().int().min(3).max(20)
const reader = z.enum(profileReaders)
export const subject = z
  .string()
  .max(40)
  .regex(/^[a-z_]+$/)
export const noDoubles =
  <One>(keyOf: (one: One) => string) =>
  (list: One[]) =>
    new Set(list.map(keyOf)).size === list.length

export const profileDraft = z.strictObject({
  subjects: z
    .array(subject)
    .max(12)
    .refine(
      noDoubles((one: string) => one),
      'given_twice',
    ),
  ages: z
    .strictObject({ from: age, to: age })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'age_order' })
    .nullable(),
  languages: z
    .array(z.strictObject({ code: languageTag, level: z.enum(languageLevels) }))
    .max(12)
    .refine(
      noDoubles(({ code }: { code: string }) => code),
      'given_twice',
    ),
  interests: line(300, 0),
  about: lines(1_000),
  /** Who reads what: all teachers of the programme, one's contacts, nobody. */
  visible: z.strictObject({
    name: reader,
    subjects: reader,
    ages: reader,
    languages: reader,
    interests: reader,
    about: reader,
    awards: reader,
  }),
  /** Whether one is found in the directory at all. */
  isListed: z.boolean(),
})
export type ProfileDraft = z.infer<typeof profileDraft>
