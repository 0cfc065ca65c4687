import * as z from 'zod'
import { locales, saidPosts } from '#db/schema/values.ts'
import { emailAddress } from '../auth/accounts.ts'
import { solutionInput } from '../auth/puzzle.ts'
import { personName } from '../kit/person-name.ts'
import { line, lines } from '../kit/text.ts'

/* What somebody says of themselves who comes by themselves. */

const country = z
  .string()
  .length(2)
  .regex(/^[A-Z]{2}$/)

const newSchool = z.strictObject({
  /** A school with pupils, where nothing is said. */
  kind: z.enum(['school', 'institution']).default('school'),
  name: line(120),
  town: line(80),
  country,
  region: line(80).optional(),
  code: line(20).optional(),
  /** How the office can see that there is such a school and that they are at it. */
  proof: lines(2000, 20),
})

const schoolInput = z.union([
  z.strictObject({ id: z.uuid().toLowerCase() }),
  z.strictObject({ country, code: line(20) }),
  z.strictObject({ new: newSchool }),
])
export type SchoolInput = z.infer<typeof schoolInput>
export type NewSchool = z.infer<typeof newSchool>

/** What is sealed until they follow the link. The password is chosen behind it. */
export const saidInput = z.strictObject({
  email: emailAddress,
  displayName: personName,
  locale: z.enum(locales),
  post: z.enum(saidPosts),
  school: schoolInput,
})
export type Said = z.infer<typeof saidInput>

export const registrationInput = saidInput.extend({ solution: solutionInput.optional() })
export type RegistrationInput = z.infer<typeof registrationInput>
