import { randomUUID } from 'node:crypto'
import { makeClassroom } from '../helpers/factories.ts'
import { at, type Case, fresh, school } from './rows.ts'
import type { World } from './world.ts'

/** A class of its own, so that none of the world's is another. */
async function moves({ house: { db }, school: { id: schoolId } }: World) {
  const was = `5e ${fresh()}`
  const { id } = await makeClassroom(db, { schoolId, name: was })
  return { classrooms: [{ id, was, does: 'up', name: `4e ${fresh()}` }] }
}

/** The turn of the school year. What comes of it: rollover.test.ts. */
export const rolloverRows: Record<string, Case[]> = {
  //                                       anonymous schoolAdmin owner pupil otherAdmin
  'GET /api/school/rollover': [school('sees how classes go up', 'u y f f y', () => at('/api/school/rollover'))],
  'POST /api/school/rollover/check': [
    school('tries it', 'u y f f h', async (world) => at('/api/school/rollover/check', await moves(world))),
  ],
  'POST /api/school/rollover': [
    school('does it', 'u y f f h', async (world) => at('/api/school/rollover', await moves(world))),
  ],
  'DELETE /api/school/rollover/:rolloverId': [
    school('undoes one that is none', 'u h f f h', () => at(`/api/school/rollover/${randomUUID()}`)),
  ],
}
