import { and, count, desc, eq, inArray, isNull, notExists, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runQuery } from '../prepared.ts'
import { offerProjects, offers } from '../schema/offers.ts'
import { profiles } from '../schema/profiles.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { hasOpenOffice, isHearsay, isThere } from './findable-schools.ts'

export type OfferRow = typeof offers.$inferSelect

/** Of these the open ones, of people who may be found, as in the directory: grown up, confirmed, not suspended, here of late, at a school that is there. */
export const listOfferFacts = (db: DbOrTx, ids: string[]) =>
  db
    .select({
      offer: offers,
      displayName: users.displayName,
      visible: profiles.visible,
      school: {
        id: schools.id,
        name: schools.name,
        town: schools.town,
        countryCode: schools.countryCode,
        regionId: schools.regionId,
        region: regions.name,
      },
    })
    .from(offers)
    .innerJoin(users, eq(users.id, offers.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .leftJoin(profiles, eq(profiles.userId, offers.userId))
    .where(
      and(
        inArray(offers.id, ids),
        eq(offers.state, 'open'),
        eq(users.kind, 'staff'),
        isNull(users.suspendedAt),
        isNull(users.waitingSince),
        isNull(users.hiddenAt),
        isThere,
        hasOpenOffice(db),
        notExists(isHearsay(db)),
      ),
    )

/** Those of somebody which others find. */
export async function listOpenOffersOf(db: DbOrTx, userId: string) {
  const rows = await listOffersOf(db, userId)
  return rows.length === 0
    ? []
    : listOfferFacts(
        db,
        rows.map(({ id }) => id),
      )
}

/** Somebody's own, the newest first. */
export const listOffersOf = (db: DbOrTx, userId: string): Promise<OfferRow[]> =>
  db.select().from(offers).where(eq(offers.userId, userId)).orderBy(desc(offers.createdAt), desc(offers.id))

export async function findOffer(db: DbOrTx, offerId: string): Promise<OfferRow | null> {
  const [row] = await db.select().from(offers).where(eq(offers.id, offerId))
  return row ?? null
}

export async function countOffersOf(tx: Tx, userId: string, state?: OfferRow['state']): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(offers)
    .where(and(eq(offers.userId, userId), state && eq(offers.state, state)))
  return row?.count ?? 0
}

/** One act at a time on somebody's offers: what is counted stays true until it is stored. */
export async function lockOffersOf(tx: Tx, userId: string): Promise<void> {
  await runQuery(tx, sql`select pg_advisory_xact_lock(hashtext(${`offers ${userId}`}))`)
}

export async function upsertOffer(tx: Tx, row: OfferRow): Promise<void> {
  const { id: _id, createdAt: _createdAt, ...set } = row
  await tx.insert(offers).values(row).onConflictDoUpdate({ target: offers.id, set })
}

/** The project that came of an offer with that one. */
export async function findOfferProject(db: DbOrTx, offerId: string, matchId: string): Promise<string | null> {
  const [row] = await db
    .select({ projectId: offerProjects.projectId })
    .from(offerProjects)
    .where(and(eq(offerProjects.offerId, offerId), eq(offerProjects.matchId, matchId)))
  return row?.projectId ?? null
}

/** What came of one's own offer with others. */
export const listOfferProjects = (db: DbOrTx, offerId: string) =>
  db
    .select({ matchId: offerProjects.matchId, projectId: offerProjects.projectId })
    .from(offerProjects)
    .where(eq(offerProjects.offerId, offerId))

export async function insertOfferProject(tx: Tx, row: typeof offerProjects.$inferInsert): Promise<void> {
  await tx.insert(offerProjects).values(row)
}
