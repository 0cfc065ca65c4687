import { listOfficialTexts, listThemes } from '#db/queries/texts.ts'
import { requireSchool } from '../access/grants.ts'
import { requireProgramme } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'

/** What news and projects may be about, and cite: for staff, where the programme is to be seen. */
export async function showTexts(ctx: Ctx) {
  requireSchool(ctx, 'school.read')
  await requireProgramme(ctx.db)
  const themes = await listThemes(ctx.db)
  const texts = await listOfficialTexts(ctx.db)
  return {
    themes: themes.map(({ id, title, language, countryCode, fromDate, toDate }) => ({
      ...{ id, title, language, countryCode, from: fromDate, to: toDate },
    })),
    texts: texts.map(({ id, countryCode, kind, number, date, title, language }) => ({
      ...{ id, countryCode, kind, number, date, title, language },
    })),
  }
}
