import { and, asc, eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { regionContacts } from '../schema/offices.ts'
import { regions } from '../schema/schools.ts'

export type ContactRow = typeof regionContacts.$inferSelect
type NewContact = typeof regionContacts.$inferInsert

/** All that a region ever had: which of them hold on a day `server/terms/posts.ts` says. */
export const listRegionContacts = (db: DbOrTx, regionId: string): Promise<ContactRow[]> =>
  db
    .select()
    .from(regionContacts)
    .where(eq(regionContacts.regionId, regionId))
    .orderBy(asc(regionContacts.kind), asc(regionContacts.fromDate), asc(regionContacts.id))

/** Those of all regions of a country. */
export async function listCountryContacts(db: DbOrTx, countryCode: string): Promise<ContactRow[]> {
  const rows = await db
    .select({ contact: regionContacts })
    .from(regionContacts)
    .innerJoin(regions, eq(regions.id, regionContacts.regionId))
    .where(eq(regions.countryCode, countryCode))
    .orderBy(asc(regionContacts.kind), asc(regionContacts.fromDate), asc(regionContacts.id))
  return rows.map(({ contact }) => contact)
}

export async function insertRegionContact(tx: Tx, row: NewContact): Promise<string> {
  const [made] = await tx.insert(regionContacts).values(row).returning({ id: regionContacts.id })
  if (!made) throw new Error('a contact was not stored')
  return made.id
}

/** A contact of a region of this country, held until the transaction ends, or null. */
export async function lockRegionContact(tx: Tx, countryCode: string, contactId: string): Promise<ContactRow | null> {
  const [row] = await tx
    .select({ contact: regionContacts })
    .from(regionContacts)
    .innerJoin(regions, eq(regions.id, regionContacts.regionId))
    .where(and(eq(regionContacts.id, contactId), eq(regions.countryCode, countryCode)))
    .for('update', { of: regionContacts })
  return row?.contact ?? null
}

export async function updateRegionContact(tx: Tx, contactId: string, changes: Partial<NewContact>): Promise<void> {
  if (Object.keys(changes).length > 0)
    await tx.update(regionContacts).set(changes).where(eq(regionContacts.id, contactId))
}

export async function deleteRegionContact(tx: Tx, contactId: string): Promise<void> {
  await tx.delete(regionContacts).where(eq(regionContacts.id, contactId))
}
