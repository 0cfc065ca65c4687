import { and, asc, count, desc, eq, gt, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { circulars } from '../schema/circulars.ts'
import { mails, mailStops } from '../schema/mails.ts'
import { regions, schools } from '../schema/schools.ts'
import { terms } from '../schema/terms.ts'
import { credentials, users } from '../schema/users.ts'

interface Reader {
  userId: string
  address: string
}

const isStopped = (db: DbOrTx) =>
  db
    .select({ userId: mailStops.userId })
    .from(mailStops)
    .where(and(eq(mailStops.userId, users.id), eq(mailStops.kind, 'circular')))

/** Who teaches at a school of a region on a day, has an address, and did not stop such letters. Pupils have no address. */
export const listCircularReaders = (
  db: DbOrTx,
  { regionId, day }: { regionId: string; day: string },
): Promise<Reader[]> =>
  db
    .selectDistinct({ userId: users.id, address: credentials.email })
    .from(terms)
    .innerJoin(users, eq(users.id, terms.userId))
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .innerJoin(schools, eq(schools.id, terms.schoolId))
    .where(
      and(
        eq(schools.regionId, regionId),
        eq(schools.kind, 'school'),
        or(isNull(schools.closedOn), gt(schools.closedOn, day)),
        eq(terms.post, 'teacher'),
        lte(terms.fromDate, day),
        or(isNull(terms.toDate), gt(terms.toDate, day)),
        eq(users.kind, 'staff'),
        isNull(users.suspendedAt),
        isNull(users.waitingSince),
        notExists(isStopped(db)),
      ),
    )
    .orderBy(asc(users.id))

/** Null where its id is taken. */
export async function insertCircular(tx: Tx, row: typeof circulars.$inferInsert): Promise<string | null> {
  const [made] = await tx.insert(circulars).values(row).onConflictDoNothing().returning({ id: circulars.id })
  return made?.id ?? null
}

/** One that somebody sent for an office, by the id that their browser gave it. */
export async function findSentCircular(db: DbOrTx, sent: { id: string; officeId: string; authorId: string }) {
  const { id, officeId, authorId } = sent
  const [row] = await db
    .select({ id: circulars.id, readers: circulars.readers, regionId: circulars.regionId, texts: circulars.texts })
    .from(circulars)
    .where(and(eq(circulars.id, id), eq(circulars.officeId, officeId), eq(circulars.authorId, authorId)))
  return row ?? null
}

const atOnce = 1_000

/** One for each reader. They go after what people wait for themselves (`takeDueMail`). */
export async function insertCircularMails(
  tx: Tx,
  { circularId, readers, at }: { circularId: string; readers: readonly Reader[]; at: Date },
): Promise<void> {
  for (let from = 0; from < readers.length; from += atOnce)
    await tx.insert(mails).values(
      readers.slice(from, from + atOnce).map(({ userId, address }) => ({
        ...{ kind: 'circular' as const, address, userId, circularId },
        ...{ nextAt: at, createdAt: at },
      })),
    )
}

export async function countCircularsSince(db: DbOrTx, regionId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(circulars)
    .where(and(eq(circulars.regionId, regionId), gt(circulars.sentAt, since)))
  return row?.count ?? 0
}

const columns = {
  id: circulars.id,
  sentAt: circulars.sentAt,
  readers: circulars.readers,
  texts: circulars.texts,
  region: regions.name,
  author: users.displayName,
}

/** With what a letter says besides its words; null where it was taken away. */
export async function findCircular(db: DbOrTx, circularId: string) {
  const [row] = await db
    .select({ ...columns, office: schools.name })
    .from(circulars)
    .innerJoin(regions, eq(regions.id, circulars.regionId))
    .innerJoin(schools, eq(schools.id, circulars.officeId))
    .leftJoin(users, eq(users.id, circulars.authorId))
    .where(eq(circulars.id, circularId))
  return row ?? null
}

interface Place {
  at: Date
  id: string
}

/** Where a page of an office's register begins; null for one of another office. */
export async function findCircularPlace(db: DbOrTx, officeId: string, circularId: string): Promise<Place | null> {
  const [row] = await db
    .select({ at: circulars.sentAt, id: circulars.id })
    .from(circulars)
    .where(and(eq(circulars.id, circularId), eq(circulars.officeId, officeId)))
  return row ?? null
}

interface Page {
  officeId: string
  regions: 'all' | string[]
  before: Place | null
  limit: number
}

/** The newest first. */
export const listCirculars = (db: DbOrTx, { officeId, regions: reach, before, limit }: Page) =>
  db
    .select(columns)
    .from(circulars)
    .innerJoin(regions, eq(regions.id, circulars.regionId))
    .leftJoin(users, eq(users.id, circulars.authorId))
    .where(
      and(
        eq(circulars.officeId, officeId),
        reach === 'all' ? undefined : inArray(circulars.regionId, reach),
        before === null
          ? undefined
          : sql`(${circulars.sentAt}, ${circulars.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(circulars.sentAt), desc(circulars.id))
    .limit(limit)
