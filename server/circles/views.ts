import { type CircleRow, listFeaturing } from '#db/queries/circles.ts'
import type { DbOrTx } from '#db/client.ts'
import { findSchool } from '#db/queries/schools.ts'
import { standingIn } from '../access/circles.ts'
import { notFound } from '../kit/errors.ts'

/* Circles as they are shown. */

export async function countryOf(db: DbOrTx, schoolId: string): Promise<string> {
  const school = await findSchool(db, schoolId)
  if (!school) throw notFound()
  return school.countryCode
}

/** As a teacher of this country sees them: what they say, how many are in them, and which offices recommend them. */
export async function viewCircles(db: DbOrTx, rows: readonly CircleRow[], countryCode: string) {
  const featuring = await listFeaturing(
    db,
    rows.map(({ id }) => id),
    countryCode,
  )
  return rows.map((row) => {
    const { id, name, words, languages, subjects, way, members } = row
    const standing = standingIn(row)
    return {
      ...{ id, name, words, languages, subjects, way, members, standing },
      isOver: row.state !== 'open',
      /** Who waits for a moderator: nobody else is told. */
      waiting: standing === 'moderator' ? row.waiting : 0,
      featuredBy: featuring
        .filter(({ circleId }) => circleId === id)
        .map(({ officeId, office }) => ({ id: officeId, name: office })),
    }
  })
}
