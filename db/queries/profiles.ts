import { and, ne, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runQuery } from '../prepared.ts'
import { offers } from '../schema/offers.ts'
import { profiles } from '../schema/profiles.ts'
import { members, projects } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

export type ProfileRow = typeof profiles.$inferSelect

export async function findProfile(db: DbOrTx, userId: string): Promise<ProfileRow | null> {
  const [row] = await db.select().from(profiles).where(eq(profiles.userId, userId))
  return row ?? null
}

export async function upsertProfile(tx: Tx, row: ProfileRow): Promise<void> {
  await tx.insert(profiles).values(row).onConflictDoUpdate({ target: profiles.userId, set: row })
}

/** They and their offers are in the directory while their country's office is open: it is looked through again where that opens or closes. */
export async function noteListedOf(tx: Tx, countryCode: string): Promise<void> {
  await runQuery(
    tx,
    sql`insert into directory_news (list, id)
      select 'people', ${profiles.userId} from ${profiles}
      join ${users} on ${users.id} = ${profiles.userId} join ${schools} on ${schools.id} = ${users.schoolId}
      where ${profiles.isListed} and ${schools.countryCode} = ${countryCode}
      union all select 'offers', ${offers.id} from ${offers}
      join ${users} on ${users.id} = ${offers.userId} join ${schools} on ${schools.id} = ${users.schoolId}
      where ${offers.state} = 'open' and ${schools.countryCode} = ${countryCode}`,
  )
}

/** Projects that were opened in which somebody teaches or taught, the newest first. */
export const listProjectsDone = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select({ id: projects.id, name: projects.name, kind: projects.kind, openedAt: projects.openedAt })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(
      and(
        eq(members.userId, userId),
        inArray(members.role, ['owner', 'teacher']),
        isNotNull(projects.openedAt),
        ne(projects.kind, 'circle'),
      ),
    )
    .orderBy(desc(projects.openedAt), asc(projects.id))
    .limit(limit)
