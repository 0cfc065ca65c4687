import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { insertCircle } from '#db/queries/circles.ts'
import { insertMembers } from '#db/queries/members.ts'
import { insertProject, insertProjectSchool } from '#db/queries/projects.ts'
import type { circleWays } from '#db/schema/values.ts'

export const circleDraft = {
  name: 'Rivers of Europe',
  words: 'Water in lessons, from the source to the sea.',
  languages: ['en'],
  subjects: ['sciences'],
  way: 'asked' as const,
}

interface Someone {
  id: string
  schoolId: string
}

/** A circle that somebody moderates, and others are in, as rows. */
export async function makeCircle(
  db: Db,
  moderator: Someone,
  { way = 'asked', members = [] }: { way?: (typeof circleWays)[number]; members?: Someone[] } = {},
): Promise<string> {
  const id = randomUUID()
  const { name, words: summary, languages, subjects } = circleDraft
  const about = { kind: 'circle' as const, name, summary, languages, subjects, cover: 1, ageFrom: 3, ageTo: 20 }
  await db.transaction(async (tx) => {
    await insertProject(tx, { id, ...about, state: 'open', createdBy: moderator.id, openedAt: new Date() })
    await insertCircle(tx, id, way)
    for (const [at, { id: userId, schoolId }] of [moderator, ...members].entries()) {
      await insertProjectSchool(tx, { projectId: id, schoolId, standing: at === 0 ? 'founder' : 'partner' })
      await insertMembers(tx, id, [{ userId, schoolId, role: at === 0 ? 'owner' : 'teacher' }])
    }
  })
  return id
}
