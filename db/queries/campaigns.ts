import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { campaigns, rulebooks } from '../schema/campaigns.ts'
import type { Scheme } from '../schema/values.ts'

export type RulebookRow = typeof rulebooks.$inferSelect
export type CampaignRow = typeof campaigns.$inferSelect

/** What an office may go by: its own, and those shipped for its country or for all. Each without what it says. */
export const listRulebooks = (
  db: DbOrTx,
  { officeId, countryCode }: { officeId: string; countryCode: string | null },
) =>
  db
    .select({
      id: rulebooks.id,
      officeId: rulebooks.officeId,
      scheme: rulebooks.scheme,
      countryCode: rulebooks.countryCode,
      version: rulebooks.version,
      titles: rulebooks.titles,
      source: rulebooks.source,
      validFrom: rulebooks.validFrom,
      validUntil: rulebooks.validUntil,
      lockedAt: rulebooks.lockedAt,
      subject: sql<string>`${rulebooks.rules}->>'subject'`,
      isExample: sql<boolean>`coalesce((${rulebooks.rules}->>'isExample')::boolean, false)`,
    })
    .from(rulebooks)
    .where(isFor({ officeId, countryCode }))
    .orderBy(asc(rulebooks.scheme), asc(rulebooks.validFrom), asc(rulebooks.id))

const isFor = ({ officeId, countryCode }: { officeId: string; countryCode: string | null }) =>
  or(
    eq(rulebooks.officeId, officeId),
    and(
      isNull(rulebooks.officeId),
      countryCode === null ? undefined : or(isNull(rulebooks.countryCode), eq(rulebooks.countryCode, countryCode)),
    ),
  )

/** One of those. */
export async function findRulebook(
  db: DbOrTx,
  rulebookId: string,
  office: { officeId: string; countryCode: string | null },
): Promise<RulebookRow | null> {
  const [row] = await db
    .select()
    .from(rulebooks)
    .where(and(eq(rulebooks.id, rulebookId), isFor(office)))
  return row ?? null
}

/** Held until the end of the transaction: who opens a campaign by it and who changes it come one after the other. */
export async function lockRulebook(tx: Tx, rulebookId: string): Promise<RulebookRow | null> {
  const [row] = await tx.select().from(rulebooks).where(eq(rulebooks.id, rulebookId)).for('update')
  return row ?? null
}

/** Null where the office has one of this scheme, country and version. */
export async function insertRulebook(tx: Tx, row: typeof rulebooks.$inferInsert): Promise<string | null> {
  const [made] = await tx.insert(rulebooks).values(row).onConflictDoNothing().returning({ id: rulebooks.id })
  return made?.id ?? null
}

type RulebookChange = Partial<
  Pick<RulebookRow, 'version' | 'titles' | 'source' | 'validFrom' | 'validUntil' | 'rules' | 'lockedAt'>
>

export async function updateRulebook(tx: Tx, rulebookId: string, change: RulebookChange, at: Date): Promise<void> {
  await tx
    .update(rulebooks)
    .set({ ...change, changedAt: at, revision: sql`${rulebooks.revision} + 1` })
    .where(eq(rulebooks.id, rulebookId))
}

/** That a campaign goes by it, since when: it is changed no more. */
export async function lockRules(tx: Tx, rulebookId: string, at: Date): Promise<void> {
  await tx
    .update(rulebooks)
    .set({ lockedAt: at })
    .where(and(eq(rulebooks.id, rulebookId), isNull(rulebooks.lockedAt)))
}

/** Whether another of the same office, scheme and country has this version. */
export async function hasVersion(
  tx: Tx,
  { id, officeId, scheme, countryCode, version }: RulebookRow,
): Promise<boolean> {
  const rows = await tx
    .select({ id: rulebooks.id })
    .from(rulebooks)
    .where(
      and(
        sql`${rulebooks.officeId} is not distinct from ${officeId}`,
        eq(rulebooks.scheme, scheme),
        sql`${rulebooks.countryCode} is not distinct from ${countryCode}`,
        eq(rulebooks.version, version),
        sql`${rulebooks.id} <> ${id}`,
      ),
    )
  return rows.length > 0
}

const campaignColumns = {
  campaign: campaigns,
  scheme: rulebooks.scheme,
  titles: rulebooks.titles,
  rulebookVersion: rulebooks.version,
  isInviting: sql<boolean>`${rulebooks.rules}->>'entry' = 'invited' and ${rulebooks.rules}->>'subject' = 'school'`,
  schools: sql<number>`(select count(*)::int from applications a where a.campaign_id = ${campaigns.id} and a.school_id is not null)`,
}

/** Of an office, the newest first. */
export const listCampaigns = (db: DbOrTx, officeId: string) =>
  db
    .select(campaignColumns)
    .from(campaigns)
    .innerJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
    .where(eq(campaigns.officeId, officeId))
    .orderBy(desc(campaigns.opensAt), desc(campaigns.createdAt), asc(campaigns.id))

export async function findCampaign(db: DbOrTx, campaignId: string): Promise<CampaignRow | null> {
  const [row] = await db.select().from(campaigns).where(eq(campaigns.id, campaignId))
  return row ?? null
}

export async function lockCampaign(tx: Tx, campaignId: string): Promise<CampaignRow | null> {
  const [row] = await tx.select().from(campaigns).where(eq(campaigns.id, campaignId)).for('update')
  return row ?? null
}

/** Null where the office has one by these rules, of this year and with this title. */
export async function insertCampaign(tx: Tx, row: typeof campaigns.$inferInsert): Promise<string | null> {
  const [made] = await tx.insert(campaigns).values(row).onConflictDoNothing().returning({ id: campaigns.id })
  return made?.id ?? null
}

type CampaignChange = Partial<
  Pick<
    CampaignRow,
    'rulebookId' | 'year' | 'title' | 'state' | 'opensAt' | 'closesAt' | 'decidesAt' | 'openedAt' | 'publishedAt'
  >
>

/** Counts a change. */
export async function updateCampaign(tx: Tx, campaignId: string, change: CampaignChange): Promise<void> {
  await tx
    .update(campaigns)
    .set({ ...change, version: sql`${campaigns.version} + 1` })
    .where(eq(campaigns.id, campaignId))
}

/** Whether another by the same rules, of this year, has this title. */
export async function hasCampaign(tx: Tx, { id, officeId, rulebookId, year, title }: CampaignRow): Promise<boolean> {
  const rows = await tx
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.officeId, officeId),
        eq(campaigns.rulebookId, rulebookId),
        eq(campaigns.year, year),
        eq(campaigns.title, title),
        sql`${campaigns.id} <> ${id}`,
      ),
    )
  return rows.length > 0
}

interface Sought {
  scheme: Scheme
  officeIds: readonly string[]
  countryCode: string
  year: number
  day: string
}

/** By which campaign of a school year a scheme is called for: the last that was opened. */
export async function findCampaignOf(db: DbOrTx, { scheme, officeIds, year }: Sought) {
  if (officeIds.length === 0) return null
  const [row] = await db
    .select({ campaign: campaigns, rulebook: rulebooks })
    .from(campaigns)
    .innerJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
    .where(
      and(
        inArray(campaigns.officeId, [...officeIds]),
        inArray(campaigns.state, ['open', 'decided', 'published']),
        eq(campaigns.year, year),
        eq(rulebooks.scheme, scheme),
      ),
    )
    .orderBy(desc(campaigns.opensAt), asc(campaigns.id))
    .limit(1)
  return row ?? null
}

/** What holds on a day where no campaign says so: the office's own by which it once called, else the shipped default, else the newest shipped. */
export async function findRulebookOn(
  db: DbOrTx,
  { scheme, officeIds, countryCode, day }: Sought,
): Promise<RulebookRow | null> {
  const isOwn = officeIds.length === 0 ? sql`false` : inArray(rulebooks.officeId, [...officeIds])
  const holds = and(
    lte(rulebooks.validFrom, day),
    sql`(${rulebooks.validUntil} is null or ${rulebooks.validUntil} > ${day})`,
  )
  const isDefault = sql`coalesce((${rulebooks.rules}->>'isDefault')::boolean, false)`
  const isOfCountry = or(isNull(rulebooks.countryCode), eq(rulebooks.countryCode, countryCode))
  const [row] = await db
    .select()
    .from(rulebooks)
    .where(
      and(
        eq(rulebooks.scheme, scheme),
        isOfCountry,
        or(and(isOwn, isNotNull(rulebooks.lockedAt), holds), and(isNull(rulebooks.officeId), or(isDefault, holds))),
      ),
    )
    .orderBy(sql`${rulebooks.officeId} is null`, sql`${isDefault} desc`, desc(rulebooks.validFrom), asc(rulebooks.id))
    .limit(1)
  return row ?? null
}
