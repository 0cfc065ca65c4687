import { and, asc, count, desc, eq, exists, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runQuery } from '../prepared.ts'
import { adultMessages, contacts, conversations } from '../schema/contacts.ts'
import { notices } from '../schema/notices.ts'
import { offerProjects, offers } from '../schema/offers.ts'
import { profiles } from '../schema/profiles.ts'
import { projects } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { hasOpenOffice } from './findable-schools.ts'

export type ContactRow = typeof contacts.$inferSelect
export type NewContact = typeof contacts.$inferInsert

/** More is shown as "more than". */
const mostCounted = 100

export const inOrder = (one: string, other: string) => (one < other ? ([one, other] as const) : ([other, one] as const))

const hold = (tx: Tx, key: string) => runQuery(tx, sql`select pg_advisory_xact_lock(hashtext(${key}))`)

/** What one of two does is done before the other one's, and one after the other of what one does. */
export async function lockContacts(tx: Tx, userId: string, otherId: string): Promise<void> {
  await hold(tx, `contacts of ${userId}`)
  await lockPair(tx, userId, otherId)
}

/**
 * Whatever is between two stands still. Their own rows are held before it, in one order: who of them leaves meanwhile, and takes
 * what is theirs along, does so before or afterwards.
 */
export async function lockPair(tx: Tx, userId: string, otherId: string): Promise<void> {
  const [low, high] = inOrder(userId, otherId)
  await tx
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, [low, high]))
    .orderBy(asc(users.id))
    .for('key share')
  await hold(tx, `contact ${low} ${high}`)
}

/** What each of two wants of the other. */
export async function findContact(db: DbOrTx, userId: string, otherId: string) {
  const rows = await listContactsAmong(db, userId, [otherId])
  const mine = rows.find((row) => row.userId === userId) ?? null
  return { mine, theirs: rows.find((row) => row.userId === otherId) ?? null }
}

/** What somebody and these others want of each other. */
export const listContactsAmong = (db: DbOrTx, userId: string, otherIds: string[]) =>
  otherIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(contacts)
        .where(
          or(
            and(eq(contacts.userId, userId), inArray(contacts.otherId, otherIds)),
            and(eq(contacts.otherId, userId), inArray(contacts.userId, otherIds)),
          ),
        )

/** Whom somebody has, has asked or has blocked. */
export const listOwnContacts = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select()
    .from(contacts)
    .where(and(eq(contacts.userId, userId), inArray(contacts.state, ['asked', 'accepted', 'blocked'])))
    .orderBy(desc(contacts.changedAt), asc(contacts.otherId))
    .limit(limit)

/** Staff of a country whose office is open. Who is not found any more, since they were away for long, is their contacts' still. */
const isHere = (db: DbOrTx) =>
  sql<boolean>`(${users.kind} = 'staff' and ${users.suspendedAt} is null and ${users.waitingSince} is null and ${hasOpenOffice(db)})`

/** Who asks somebody, is here and has no answer yet, the longest waiting first. */
export const listAsking = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.otherId, userId),
        eq(contacts.state, 'asked'),
        isNull(contacts.declinedAt),
        exists(
          db
            .select({ id: users.id })
            .from(users)
            .innerJoin(schools, eq(schools.id, users.schoolId))
            .where(and(eq(users.id, contacts.userId), isHere(db))),
        ),
        sql`not exists (select from contacts own where own.user_id = ${userId}::uuid and own.other_id = contacts.user_id
          and own.state = 'blocked')`,
      ),
    )
    .orderBy(asc(contacts.changedAt), asc(contacts.userId))
    .limit(limit)

/** Whether somebody keeps another one away. */
export async function hasBlocked(db: DbOrTx, userId: string, otherId: string): Promise<boolean> {
  return (await findContact(db, userId, otherId)).mine?.state === 'blocked'
}

export async function hasContacts(db: DbOrTx, userId: string): Promise<boolean> {
  const [row] = await db.select({ id: contacts.otherId }).from(contacts).where(eq(contacts.userId, userId)).limit(1)
  return row !== undefined
}

export async function countAccepted(db: DbOrTx, userId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(contacts)
    .where(and(eq(contacts.userId, userId), eq(contacts.state, 'accepted')))
  return row?.count ?? 0
}

/** When somebody asked others for contact or to found a project with them, since a moment, the latest first. */
export async function listAskedSince(db: DbOrTx, userId: string, since: Date): Promise<Date[]> {
  const asked = await db
    .select({ at: contacts.askedAt })
    .from(contacts)
    .where(and(eq(contacts.userId, userId), gt(contacts.askedAt, since)))
  const founded = await db
    .select({ at: projects.createdAt })
    .from(offers)
    .innerJoin(offerProjects, eq(offerProjects.offerId, offers.id))
    .innerJoin(projects, eq(projects.id, offerProjects.projectId))
    .where(and(eq(offers.userId, userId), gt(projects.createdAt, since)))
  return [...asked, ...founded].flatMap(({ at }) => at ?? []).toSorted((one, other) => Number(other) - Number(one))
}

export async function upsertContact(tx: Tx, row: NewContact): Promise<void> {
  await tx
    .insert(contacts)
    .values(row)
    .onConflictDoUpdate({ target: [contacts.userId, contacts.otherId], set: row })
}

/** People as far as contacts are concerned: who they are, where, what they say of themselves, and whether they are here at all. */
export const listContactPeople = (db: DbOrTx, userIds: string[]) =>
  userIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          id: users.id,
          displayName: users.displayName,
          isThere: isHere(db),
          profile: profiles,
          school: { id: schools.id, name: schools.name, town: schools.town, countryCode: schools.countryCode },
          region: regions.name,
        })
        .from(users)
        .innerJoin(schools, eq(schools.id, users.schoolId))
        .leftJoin(regions, eq(regions.id, schools.regionId))
        .leftJoin(profiles, eq(profiles.userId, users.id))
        .where(inArray(users.id, userIds))
export type ContactPerson = Awaited<ReturnType<typeof listContactPeople>>[number]

/** How many ask somebody and have no answer yet, and how many messages of others they have not read. */
export async function countWaiting(db: DbOrTx, userId: string): Promise<{ asking: number; unread: number }> {
  const [row] = await db
    .select({ unread: count() })
    .from(adultMessages)
    .innerJoin(conversations, eq(conversations.id, adultMessages.conversationId))
    .where(
      and(
        or(
          and(eq(conversations.lowId, userId), gt(adultMessages.number, conversations.lowRead)),
          and(eq(conversations.highId, userId), gt(adultMessages.number, conversations.highRead)),
        ),
        sql`${adultMessages.authorId} is distinct from ${userId}::uuid`,
        isNull(adultMessages.deletedAt),
      ),
    )
  return { asking: (await listAsking(db, userId, mostCounted)).length, unread: row?.unread ?? 0 }
}

/** What the bell says of another teacher. */
export const contactNotices = ['contact_asked', 'contact_accepted', 'contact_wrote'] as const
export type ContactNotice = (typeof contactNotices)[number]

/** What somebody was told of another teacher and has not read yet is of now. Says whether there was any. */
export async function updateNoticesAgain(
  tx: Tx,
  userId: string,
  contactId: string,
  { kind, at }: { kind: ContactNotice; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(notices)
    .set({ at })
    .where(
      and(eq(notices.userId, userId), eq(notices.contactId, contactId), eq(notices.kind, kind), isNull(notices.readAt)),
    )
    .returning({ id: notices.id })
  return rows.length > 0
}

/** Whoever has seen what another teacher wants has read what the bell said of it. Gives how many that were. */
export async function updateNoticesReadOfContact(
  db: DbOrTx,
  userId: string,
  contactId: string,
  { kinds, at }: { kinds: ContactNotice[]; at: Date },
): Promise<number> {
  const rows = await db
    .update(notices)
    .set({ readAt: at })
    .where(
      and(
        eq(notices.userId, userId),
        eq(notices.contactId, contactId),
        inArray(notices.kind, kinds),
        isNull(notices.readAt),
      ),
    )
    .returning({ id: notices.id })
  return rows.length
}
