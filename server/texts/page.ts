import { listOfficialTexts, listThemes } from '#db/queries/texts.ts'
import type { Locale } from '#db/schema/values.ts'
import { requireProgramme } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { dayIn, type Markup, markup, nameOf } from '../kit/plain-page.ts'
import { textWords } from './words.ts'

/* Official texts and themes, for everybody: what is said of the programme, when, where, and what of it was verified. */

type Text = Awaited<ReturnType<typeof listOfficialTexts>>[number]
type Theme = Awaited<ReturnType<typeof listThemes>>[number]

export async function textsPage(ctx: Ctx, locale: Locale): Promise<{ title: string; body: Markup }> {
  await requireProgramme(ctx.db)
  const words = textWords[locale]
  const texts = await listOfficialTexts(ctx.db)
  const themes = await listThemes(ctx.db)
  const countries = [...new Set(texts.map(({ countryCode }) => countryCode))]
  const ofCountry = (code: string) => markup`<h2>${nameOf(locale, 'region', code)}</h2>
<ul class="cards">${texts.filter(({ countryCode }) => countryCode === code).map((text) => writeText(text, locale))}</ul>
`
  return {
    title: words.title,
    body: markup`${countries.map(ofCountry)}<h2>${words.themes}</h2>
<ul class="cards">${themes.map((theme) => writeTheme(theme, locale))}</ul>
<p><a href="/news">${words.news}</a></p>`,
  }
}

function writeText({ id, kind, number, date, title, language, url, source, isVerified }: Text, locale: Locale): Markup {
  const words = textWords[locale]
  const titled = markup`<span lang="${language}" dir="auto">${title}</span>`
  return markup`<li id="${id}"><h3>${url === null ? titled : markup`<a href="${url}" rel="noreferrer">${titled}</a>`}</h3>
<p>${words.kinds[kind]} ${number}, ${dayIn(locale, date)}</p>
<p class="quiet">${words.source}: <span lang="${language}">${source}</span>${isVerified ? null : `. ${words.unverified}`}</p></li>
`
}

function writeTheme({ id, title, language, countryCode, fromDate, toDate, source }: Theme, locale: Locale): Markup {
  const words = textWords[locale]
  const where = countryCode === null ? null : `${nameOf(locale, 'region', countryCode)}, `
  return markup`<li><h3><a href="/news?theme=${id}" lang="${language}" dir="auto">${title}</a></h3>
<p>${where}${toDate === null ? words.since(dayIn(locale, fromDate)) : words.span(dayIn(locale, fromDate), dayIn(locale, toDate))}</p>
<p class="quiet">${words.source}: <span lang="${language}">${source}</span></p></li>
`
}
