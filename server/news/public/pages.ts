import { listRegionsOf } from '#db/queries/countries.ts'
import { findShownNews, type FoundNews, listNewsCitations, listNewsPlaces, listNewsTexts } from '#db/queries/news.ts'
import { listShownFiles } from '#db/queries/shown-files.ts'
import { listThemes } from '#db/queries/texts.ts'
import { type Locale, newsKinds } from '#db/schema/values.ts'
import { requireProgramme } from '../../access/offices.ts'
import type { Ctx } from '../../kit/context.ts'
import { tagOf } from '../../kit/dates.ts'
import { notFound } from '../../kit/errors.ts'
import { choice, type Markup, markup, nameOf, paragraphs, searchOf, showFiles } from '../../kit/plain-page.ts'
import type { Reader } from '../../kit/reader.ts'
import type { NewsSought } from '../input.ts'
import { inLanguage, type Said } from '../views.ts'
import { listSought } from './sought.ts'
import { newsWords } from './words.ts'

/* News for everybody, without a script and without signing in. */

interface Page {
  title: string
  body: Markup
  feed?: string
}

/** What is out now, the newest first, by what was asked for. */
export async function newsPage(ctx: Ctx, { locale }: Reader, sought: NewsSought): Promise<Page> {
  await requireProgramme(ctx.db)
  const words = newsWords[locale]
  const { rows, said, nextBefore } = await listSought(ctx, sought)
  const spoken = spokenBy(sought.language, locale)
  const search = searchOf({ ...sought, before: undefined })
  const cards = rows.map((found) => card(found, said, { locale, spoken }))
  const older =
    nextBefore === null
      ? null
      : markup`<p><a href="/news${searchOf({ ...sought, before: nextBefore })}">${words.older}</a></p>`
  const newest = sought.before === undefined ? null : markup`<p><a href="/news${search}">${words.newest}</a></p>`
  return {
    title: words.news,
    feed: `/news/atom.xml${search}`,
    body: markup`${await finder(ctx, locale, sought)}
${cards.length === 0 ? markup`<p>${words.none}</p>` : markup`<ul class="cards">${cards}</ul>`}
${older}${newest}
<p><a href="/news/atom.xml${search}">${words.feed}</a></p>
<p><a href="/news/events.ics${search}">${words.calendar}</a></p>`,
  }
}

const spokenBy = (asked: string | undefined, locale: string) => [asked ?? locale, locale, 'en']

async function finder(ctx: Ctx, locale: Reader['locale'], sought: NewsSought): Promise<Markup> {
  const words = newsWords[locale]
  const { countries, languages } = await listNewsPlaces(ctx.db, ctx.now())
  const themes = (await listThemes(ctx.db)).map(({ id, title }) => [id, title] as const)
  const named = (type: 'region' | 'language', codes: readonly string[]) =>
    codes.map((code) => [code, nameOf(locale, type, code)] as const)
  const kinds = newsKinds.map((kind) => [kind, words.kinds[kind]] as const)
  const all = words.all
  return markup`<form method="get" action="/news" role="search">
${choice({ name: 'country', label: words.country, all: words.everywhere, options: named('region', countries), chosen: sought.country })}
${await regionChoice(ctx, locale, sought)}
${choice({ name: 'language', label: words.language, all, options: named('language', languages), chosen: sought.language })}
${choice({ name: 'kind', label: words.kind, all, options: kinds, chosen: sought.kind })}
${choice({ name: 'theme', label: words.theme, all, options: themes, chosen: sought.theme })}
<button>${words.show}</button>
</form>`
}

/** Once a country is chosen, its regions. */
async function regionChoice(ctx: Ctx, locale: Reader['locale'], { country, region }: NewsSought) {
  const regions = country === undefined ? [] : await listRegionsOf(ctx.db, country, ctx.now())
  if (regions.length === 0) return null
  const { region: label, all } = newsWords[locale]
  return choice({ name: 'region', label, all, options: regions.map(({ id, name }) => [id, name]), chosen: region })
}

interface Reading {
  locale: Reader['locale']
  spoken: readonly string[]
}

function card(found: FoundNews, said: readonly Said[], { locale, spoken }: Reading): Markup {
  const text = inLanguage(
    said.filter(({ newsId }) => newsId === found.item.id),
    spoken,
  )
  const [first = ''] = text.body.split(/\n{2,}/)
  return markup`<li><h2 lang="${text.language}" dir="auto"><a href="/news/${found.item.id}">${text.title}</a></h2>
<p class="quiet">${aboutIt(found, locale)}</p>
<div lang="${text.language}">${paragraphs(first)}</div></li>
`
}

const dayIn = (locale: Locale, day: Date, timeZone: string) =>
  new Intl.DateTimeFormat(tagOf[locale], { dateStyle: 'long', timeZone }).format(day)

const momentIn = (locale: Locale, at: Date, timeZone: string) =>
  new Intl.DateTimeFormat(tagOf[locale], {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: 'numeric', minute: '2-digit', timeZone, timeZoneName: 'short' },
  }).format(at)

/** Kind, place, day and office in one line. */
function aboutIt({ item, office, region, outSince }: FoundNews, locale: Reader['locale']): string {
  const words = newsWords[locale]
  const place = region ?? (item.countryCode === null ? null : nameOf(locale, 'region', item.countryCode))
  const day =
    item.startsAt === null ? dayIn(locale, outSince, office.timeZone) : momentIn(locale, item.startsAt, office.timeZone)
  return [words.kinds[item.kind], place, day, words.by(office.name)].filter((part) => part !== null).join(' · ')
}

/** One item, in the language that was asked for or that of who reads. */
export async function newsItemPage(ctx: Ctx, { locale }: Reader, newsId: string, language?: string): Promise<Page> {
  const found = await findShownNews(ctx.db, ctx.now(), newsId)
  if (!found) throw notFound()
  const texts = await listNewsTexts(ctx.db, [newsId], { isWhole: true })
  const text = inLanguage(texts, spokenBy(language, locale))
  const files = await listShownFiles(ctx.db, { newsId })
  return {
    title: text.title,
    body: markup`<p class="quiet">${aboutIt(found, locale)}</p>
<article lang="${text.language}">${paragraphs(text.body)}</article>
${facts(found, locale)}${showFiles(files, `/api/news/${newsId}/files`, newsWords[locale].files)}${await cited(ctx, newsId, locale)}${others(texts, text.language, { locale, newsId })}
<p><a href="/news">${newsWords[locale].allNews}</a></p>`,
  }
}

function facts({ item, office, theme }: FoundNews, locale: Reader['locale']): Markup {
  const words = newsWords[locale]
  const fact = (term: string, text: string | Markup | null) =>
    text === null || text === '' ? null : markup`<dt>${term}</dt><dd dir="auto">${text}</dd>`
  const { startsAt, endsAt, toDate, url } = item
  const from = startsAt === null ? null : momentIn(locale, startsAt, office.timeZone)
  const span = endsAt === null ? from : `${from} – ${momentIn(locale, endsAt, office.timeZone)}`
  const link = url === null ? null : markup`<a href="${url}" rel="noreferrer">${url}</a>`
  const themed =
    theme === null ? null : markup`<a href="/news?theme=${theme.id}" lang="${theme.language}">${theme.title}</a>`
  return markup`<dl>${fact(words.when, span)}${fact(words.where, item.place)}${fact(words.theme, themed)}${fact(words.more, link)}</dl>
${toDate === null ? null : markup`<p class="quiet">${words.until(dayIn(locale, new Date(toDate), 'UTC'))}</p>`}`
}

async function cited(ctx: Ctx, newsId: string, locale: Reader['locale']): Promise<Markup | null> {
  const texts = await listNewsCitations(ctx.db, newsId)
  if (texts.length === 0) return null
  const line = ({ id, number, title, language }: (typeof texts)[number]) =>
    markup`<li><a href="/texts#${id}" lang="${language}">${number}: ${title}</a></li>`
  return markup`<h2>${newsWords[locale].texts}</h2><ul>${texts.map(line)}</ul>`
}

function others(
  texts: readonly Said[],
  shown: string,
  { locale, newsId }: { locale: Reader['locale']; newsId: string },
) {
  const rest = texts.filter(({ language }) => language !== shown)
  if (rest.length === 0) return null
  const link = ({ language, title }: Said) =>
    markup`<li><a href="/news/${newsId}?language=${language}" hreflang="${language}">${nameOf(locale, 'language', language)}: <span lang="${language}" dir="auto">${title}</span></a></li>`
  return markup`<h2>${newsWords[locale].otherLanguages}</h2><ul>${rest.map(link)}</ul>`
}
