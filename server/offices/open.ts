import type { Tx } from '#db/client.ts'
import { findMembership } from '#db/queries/countries.ts'
import { findOfficeOf, insertOffice } from '#db/queries/offices.ts'
import { noteListedOf } from '#db/queries/profiles.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { type NewSchoolInput, registerSchool } from '../auth/accounts.ts'
import { AppError, invalidField } from '../kit/errors.ts'

interface Opening {
  scope: 'country' | 'europe'
  at: Date
  /** Where in the request the office stands. */
  path: string
}

/** Opens an office from today on. Throws where the country is outside the programme or has one already. */
export async function openOffice(tx: Tx, input: NewSchoolInput, { scope, at, path }: Opening): Promise<string> {
  const registration = { createdAt: at, path, mayAddRegion: false, kind: 'office' as const }
  const id = await registerSchool(tx, input, registration)
  const countryCode = scope === 'europe' ? null : input.countryCode
  if (countryCode !== null && (await findMembership(tx, countryCode, at)) === 'outside')
    throw invalidField(`${path}.countryCode`, 'country_outside')
  if (await findOfficeOf(tx, countryCode)) throw new AppError('conflict', 'office_there')
  await insertOffice(tx, { schoolId: id, countryCode, openedOn: await findDayAt(tx, id, at) })
  if (countryCode !== null) await noteListedOf(tx, countryCode)
  return id
}
