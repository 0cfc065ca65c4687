import { type CampaignRow, findCampaignOf, findRulebookOn, type RulebookRow } from '#db/queries/campaigns.ts'
import { findOfficeOf } from '#db/queries/offices.ts'
import type { DbOrTx } from '#db/client.ts'
import type { Scheme } from '#db/schema/values.ts'
import { schoolYear } from '../team/team.ts'

export interface Chosen {
  rulebook: RulebookRow
  campaign: CampaignRow | null
}

/**
 * By which rules a scheme is asked about in a country on a day: those of the campaign of that school year, of the country's
 * office or of Europe's; else the office's own that hold on the day and by which it once called, else the shipped default.
 */
export async function chooseRulebook(
  db: DbOrTx,
  { scheme, countryCode, day }: { scheme: Scheme; countryCode: string; day: string },
): Promise<Chosen | null> {
  const offices = [await findOfficeOf(db, countryCode), await findOfficeOf(db, null)]
  const officeIds = offices.flatMap((office) => (office ? [office.id] : []))
  const sought = { scheme, countryCode, officeIds, day, year: schoolYear(new Date(`${day}T12:00:00Z`)) }
  const called = await findCampaignOf(db, sought)
  if (called) return called
  const rulebook = await findRulebookOn(db, sought)
  return rulebook && { rulebook, campaign: null }
}
