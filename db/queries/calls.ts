import { and, asc, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx } from '../client.ts'
import { campaigns, rulebooks } from '../schema/campaigns.ts'
import { offices } from '../schema/offices.ts'
import { schools } from '../schema/schools.ts'

/* Campaigns as whoever may apply sees them. */

const office = alias(schools, 'office')

/** A campaign with its office and its rules. */
export async function findCampaignWithRules(db: DbOrTx, campaignId: string) {
  const [row] = await withRules(db).where(eq(campaigns.id, campaignId))
  return row ?? null
}

const withRules = (db: DbOrTx) =>
  db
    .select({
      campaign: campaigns,
      rulebook: rulebooks,
      office: { id: office.id, name: office.name, countryCode: offices.countryCode, timeZone: office.timeZone },
    })
    .from(campaigns)
    .innerJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
    .innerJoin(office, eq(office.id, campaigns.officeId))
    .innerJoin(offices, eq(offices.schoolId, campaigns.officeId))

/** Campaigns of a country and of Europe that were called and are not called off, whose end is not long past. */
export const listCampaignsFor = (db: DbOrTx, countryCode: string, since: Date) =>
  withRules(db)
    .where(
      and(
        or(eq(offices.countryCode, countryCode), isNull(offices.countryCode)),
        isNull(offices.closedOn),
        eq(campaigns.state, 'open'),
        isNotNull(campaigns.openedAt),
        sql`${campaigns.closesAt} > ${since.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(campaigns.closesAt), asc(campaigns.id))
    .limit(50)

/** Rulebooks that came with Préau and hold on a day. */
export const listShippedRulebooks = (db: DbOrTx, countryCode: string, day: string) =>
  db
    .select()
    .from(rulebooks)
    .where(
      and(
        isNull(rulebooks.officeId),
        or(isNull(rulebooks.countryCode), eq(rulebooks.countryCode, countryCode)),
        sql`${rulebooks.validFrom} <= ${day}::date and (${rulebooks.validUntil} is null or ${rulebooks.validUntil} > ${day}::date)`,
      ),
    )
    .orderBy(asc(rulebooks.scheme), desc(rulebooks.validFrom))
