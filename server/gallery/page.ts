import {
  findPresentation,
  findShownProject,
  listGalleryPlaces,
  listPresentationCitations,
  listShownProjects,
  listShownSchools,
  type ShownProject,
} from '#db/queries/presentations.ts'
import { listProjectAwards, type ProjectAward } from '#db/queries/shown-awards.ts'
import { listShownFiles } from '#db/queries/shown-files.ts'
import { listThemes } from '#db/queries/texts.ts'
import { type Locale, presentationTools } from '#db/schema/values.ts'
import { requireProgramme } from '../access/offices.ts'
import { awardNames, schemeNames } from '../kit/award-names.ts'
import type { Ctx } from '../kit/context.ts'
import { dayOf } from '../kit/dates.ts'
import { notFound } from '../kit/errors.ts'
import { badges, choice, type Markup, markup, nameOf, paragraphs, searchOf, showFiles } from '../kit/plain-page.ts'
import { type GallerySought, shownSchemes } from './input.ts'
import { galleryWords } from './words.ts'

/* The gallery, for everybody: what teachers of open projects show of them, without a script and without signing in. */

interface Page {
  title: string
  body: Markup
}
type ShownSchool = Awaited<ReturnType<typeof listShownSchools>>[number]

const pageLength = 20

export async function galleryPage(ctx: Ctx, locale: Locale, sought: GallerySought): Promise<Page> {
  await requireProgramme(ctx.db)
  const words = galleryWords[locale]
  const { before, ...asked } = sought
  const { award, ...filter } = asked
  const day = dayOf(ctx.now())
  const awarded = award === undefined ? undefined : { schemes: award === 'any' ? shownSchemes : [award], day }
  const found = await listShownProjects(
    ctx.db,
    { ...filter, awards: awarded },
    { before: await placeOf(ctx, before), limit: pageLength + 1 },
  )
  const shown = found.slice(0, pageLength)
  const last = found.length > pageLength ? shown.at(-1)?.presentation.projectId : undefined
  const ids = shown.map(({ presentation }) => presentation.projectId)
  const schools = await listShownSchools(ctx.db, ids)
  const awards = await listProjectAwards(ctx.db, ids, day)
  const cards = shown.map((project) => card(project, { schools, awards }, locale))
  const link = (search: string, label: string) => markup`<p><a href="/gallery${search}">${label}</a></p>`
  return {
    title: words.title,
    body: markup`${await finder(ctx, locale, sought)}
${cards.length === 0 ? markup`<p>${words.none}</p>` : markup`<ul class="cards">${cards}</ul>`}
${last === undefined ? null : link(searchOf({ ...asked, before: last }), words.older)}
${before === undefined ? null : link(searchOf(asked), words.newest)}
<p><a href="/labelled-schools">${words.labelledSchools}</a></p>`,
  }
}

/** Where the page before ended. What was never shown is no place to begin at. */
async function placeOf(ctx: Ctx, projectId: string | undefined) {
  if (projectId === undefined) return null
  const at = (await findPresentation(ctx.db, projectId))?.publishedAt
  if (!at) throw notFound()
  return { at, id: projectId }
}

const ages = Array.from({ length: 18 }, (_one, index) => String(index + 3))

async function finder(ctx: Ctx, locale: Locale, sought: GallerySought): Promise<Markup> {
  const words = galleryWords[locale]
  const { all } = words
  const { countries, languages } = await listGalleryPlaces(ctx.db)
  const themes = (await listThemes(ctx.db)).map(({ id, title }) => [id, title] as const)
  const named = (type: 'region' | 'language', codes: readonly string[]) =>
    codes.map((code) => [code, nameOf(locale, type, code)] as const)
  const tools = presentationTools.map((tool) => [tool, words.tools[tool]] as const)
  const age = { options: ages.map((one) => [one, one] as const), chosen: sought.age?.toString() }
  const country = { options: named('region', countries), chosen: sought.country }
  const language = { options: named('language', languages), chosen: sought.language }
  const names = schemeNames[locale]
  const given = [['any', words.anyAward] as const, ...shownSchemes.map((one) => [one, names[one]] as const)]
  return markup`<form method="get" action="/gallery" role="search">
${choice({ name: 'theme', label: words.theme, all, options: themes, chosen: sought.theme })}
${choice({ name: 'country', label: words.country, all: words.everywhere, ...country })}
${choice({ name: 'age', label: words.age, all, ...age })}
${choice({ name: 'language', label: words.language, all, ...language })}
${choice({ name: 'tool', label: words.tool, all, options: tools, chosen: sought.tool })}
${choice({ name: 'award', label: words.award, all, options: given, chosen: sought.award })}
<button>${words.show}</button>
</form>`
}

const placeIn = (locale: Locale, { town, countryCode }: ShownSchool) =>
  `${town}, ${nameOf(locale, 'region', countryCode)}`

function card(
  { presentation, ageFrom, ageTo }: ShownProject,
  { schools, awards }: { schools: readonly ShownSchool[]; awards: readonly ProjectAward[] },
  locale: Locale,
): Markup {
  const { projectId, title, summary, language } = presentation
  const places = schools.filter((school) => school.projectId === projectId).map((school) => placeIn(locale, school))
  const own = awards.filter((award) => award.projectId === projectId)
  const [first = ''] = summary.split(/\n{2,}/)
  return markup`<li><h2 lang="${language}" dir="auto"><a href="/gallery/${projectId}">${title}</a></h2>
<p class="quiet">${[...places, galleryWords[locale].ages(ageFrom, ageTo)].join(' · ')}</p>${badges(awardNames(locale, own))}
<div lang="${language}">${paragraphs(first)}</div></li>
`
}

/** One project, as its teachers show it. */
export async function galleryItemPage(ctx: Ctx, locale: Locale, projectId: string): Promise<Page> {
  const found = await findShownProject(ctx.db, projectId)
  if (!found) throw notFound()
  const words = galleryWords[locale]
  const { title, summary, language } = found.presentation
  const schools = await listShownSchools(ctx.db, [projectId])
  const files = await listShownFiles(ctx.db, { projectId })
  const awards = await listProjectAwards(ctx.db, [projectId], dayOf(ctx.now()))
  return {
    title,
    body: markup`${badges(awardNames(locale, awards))}<article lang="${language}">${paragraphs(summary)}</article>
${showFiles(files, `/api/gallery/${projectId}/files`, words.files)}${facts(found, locale)}
<h2>${words.schools}</h2>
<ul>${schools.map((school) => schoolLine(school, locale))}</ul>
${await cited(ctx, projectId, locale)}
<p><a href="/gallery">${words.whole}</a></p>`,
  }
}

const schoolLine = (school: ShownSchool, locale: Locale) =>
  school.name === null
    ? markup`<li>${placeIn(locale, school)}</li>`
    : markup`<li><a href="/schools/${school.id}">${school.name}</a>, ${placeIn(locale, school)}</li>`

function facts({ presentation, languages, ageFrom, ageTo, theme }: ShownProject, locale: Locale): Markup {
  const words = galleryWords[locale]
  const fact = (term: string, text: string | Markup) => (text === '' ? null : markup`<dt>${term}</dt><dd>${text}</dd>`)
  const themed =
    theme === null ? '' : markup`<a href="/gallery?theme=${theme.id}" lang="${theme.language}">${theme.title}</a>`
  const tools = presentationTools.filter((tool) => presentation.tools.includes(tool)).map((tool) => words.tools[tool])
  const spoken = languages.map((code) => nameOf(locale, 'language', code)).join(', ')
  return markup`<dl>${fact(words.age, words.ages(ageFrom, ageTo))}${fact(words.languages, spoken)}${fact(words.theme, themed)}${fact(words.tool, tools.join(', '))}</dl>`
}

async function cited(ctx: Ctx, projectId: string, locale: Locale): Promise<Markup | null> {
  const texts = await listPresentationCitations(ctx.db, projectId)
  if (texts.length === 0) return null
  const line = ({ id, number, title, language }: (typeof texts)[number]) =>
    markup`<li><a href="/texts#${id}" lang="${language}">${number}: ${title}</a></li>`
  return markup`<h2>${galleryWords[locale].texts}</h2><ul>${texts.map(line)}</ul>`
}
