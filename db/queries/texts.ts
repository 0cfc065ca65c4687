import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { officialTexts, themes } from '../schema/texts.ts'

/* Themes and official texts, as `db/seed/texts.ts` brings them along. */

/** All themes that ever were, the newest first. */
export const listThemes = (db: DbOrTx) => db.select().from(themes).orderBy(desc(themes.fromDate), asc(themes.id))

export const listOfficialTexts = (db: DbOrTx, countryCode?: string) =>
  db
    .select()
    .from(officialTexts)
    .where(countryCode === undefined ? undefined : eq(officialTexts.countryCode, countryCode))
    .orderBy(asc(officialTexts.countryCode), desc(officialTexts.date), asc(officialTexts.id))

export async function hasTheme(db: DbOrTx, themeId: string): Promise<boolean> {
  return (await db.$count(themes, eq(themes.id, themeId))) > 0
}

/** How many of these are official texts. */
export async function countOfficialTexts(db: DbOrTx, textIds: readonly string[]): Promise<number> {
  return textIds.length === 0 ? 0 : db.$count(officialTexts, inArray(officialTexts.id, [...textIds]))
}
