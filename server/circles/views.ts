import { createHash } from 'node:crypto'
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

/**
 * Names what a circle says of itself, so that nobody writes over words they have not seen: the same words have the same number,
 * whoever saved them.
 */
export function versionOf({ name, words, languages, subjects, way }: CircleRow): number {
  const said = JSON.stringify([name, words, languages, subjects, way])
  return createHash('sha256').update(said).digest().readUIntBE(0, 6)
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
      version: versionOf(row),
      isOver: row.state !== 'open',
      /** Who waits for a moderator: nobody else is told. */
      waiting: standing === 'moderator' ? row.waiting : 0,
      featuredBy: featuring
        .filter(({ circleId }) => circleId === id)
        .map(({ officeId, office }) => ({ id: officeId, name: office })),
    }
  })
}
