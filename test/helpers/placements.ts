import type { Db } from '#db/client.ts'
import { placements } from '#db/schema/placements.ts'
import { makeSchool, makeStaff, makeTerm } from './factories.ts'

/** An institution with somebody who is trained there, and an administrator. */
export async function makeInstitution(db: Db, values: Parameters<typeof makeSchool>[1] = {}) {
  const institution = await makeSchool(db, { kind: 'institution', name: 'INSPE', ...values })
  const staff = (displayName: string, more = {}) => makeStaff(db, { schoolId: institution.id, displayName, ...more })
  const admin = await staff('Irène Institut', { isSchoolAdmin: true })
  const trainee = await staff('Tom Trainee')
  await makeTerm(db, { userId: trainee.id, post: 'trainee' })
  return { institution, admin, trainee }
}

/** A placement of 2020 to 2030 that the host has agreed to, as a row. */
export async function makePlacement(
  db: Db,
  values: Partial<typeof placements.$inferInsert> & { traineeId: string; institutionId: string; hostSchoolId: string },
): Promise<string> {
  const at = new Date('2020-01-01T10:00:00Z')
  const dates = { fromDate: '2020-09-01', toDate: '2030-07-01' }
  const [made] = await db
    .insert(placements)
    .values({ ...dates, createdAt: at, agreedAt: at, ...values })
    .returning({ id: placements.id })
  if (!made) throw new Error('a placement was not stored')
  return made.id
}
