import {
  countLabelledSchools,
  type LabelledSchool,
  listAwardYears,
  listLabelledSchools,
} from '#db/queries/shown-awards.ts'
import { findSchool } from '#db/queries/schools.ts'
import { type Locale, schemes } from '#db/schema/values.ts'
import { requireProgramme } from '../access/offices.ts'
import { countryMap } from '../figures/map.ts'
import { lastDayOf } from '../kit/award-state.ts'
import type { Ctx } from '../kit/context.ts'
import { tagOf } from '../kit/dates.ts'
import { dayOf } from '../kit/dates.ts'
import { notFound } from '../kit/errors.ts'
import { choice, dayIn, type Markup, markup, nameOf, searchOf } from '../kit/plain-page.ts'
import { schemeNames } from '../kit/award-names.ts'
import type { LabelledSought } from './input.ts'
import { labelledWords } from './words.ts'

/* Which schools have a label, for everybody: without a script, without signing in, and without the name of a person. */

interface Page {
  title: string
  body: Markup
}

const pageLength = 100
/** The label of a school itself. */
const own = 'school_label'

export async function labelledPage(ctx: Ctx, locale: Locale, sought: LabelledSought): Promise<Page> {
  await requireProgramme(ctx.db)
  const words = labelledWords[locale]
  const { scheme, country, year, after } = sought
  if (after !== undefined && !(await findSchool(ctx.db, after))) throw notFound()
  const day = dayOf(ctx.now())
  const filter = { scheme, country, year }
  const found = await listLabelledSchools(ctx.db, filter, { day, after, limit: pageLength + 1 })
  const shown = found.slice(0, pageLength)
  const last = found.length > pageLength ? shown.at(-1)?.id : undefined
  const counts = await countLabelledSchools(ctx.db, filter, day)
  const asked = { scheme: scheme === own ? undefined : scheme, country, year }
  const link = (search: string, label: string) => markup`<p><a href="/labelled-schools${search}">${label}</a></p>`
  const lead = scheme === own ? words.lead : words.leadOf
  return {
    title: scheme === own ? words.title : words.titleOf(schemeNames[locale][scheme]),
    body: markup`<p>${year === undefined ? lead : words.leadOfYear(yearName(year))}</p>
${await finder(ctx, locale, { sought, countries: counts.map(({ code }) => code) })}
${country === undefined && after === undefined ? table(locale, counts, asked) : null}
${shown.length === 0 ? markup`<p>${words.none}</p>` : places(locale, shown, day)}
${last === undefined ? null : link(searchOf({ ...asked, after: last }), words.more)}
${after === undefined ? null : link(searchOf(asked), words.first)}`,
  }
}

const yearName = (year: number) => `${year}–${year + 1}`

async function finder(
  ctx: Ctx,
  locale: Locale,
  { sought: { scheme, country, year }, countries }: { sought: LabelledSought; countries: readonly string[] },
): Promise<Markup> {
  const words = labelledWords[locale]
  const names = schemeNames[locale]
  const others = schemes.filter((one) => one !== own && one !== 'pupil_label').map((one) => [one, names[one]] as const)
  const known = [...new Set([...countries, ...(country === undefined ? [] : [country])])]
    .map((code) => [code, nameOf(locale, 'region', code)] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, locale))
  const years = (await listAwardYears(ctx.db, scheme)).map((one) => [`${one}`, yearName(one)] as const)
  return markup`<form method="get" action="/labelled-schools" role="search">
${choice({ name: 'scheme', label: words.scheme, all: names[own], options: others, chosen: scheme })}
${choice({ name: 'country', label: words.country, all: words.everywhere, options: known, chosen: country })}
${choice({ name: 'year', label: words.year, all: words.now, options: years, chosen: year?.toString() })}
<button>${words.show}</button>
</form>`
}

/** How many there are in each country, drawn too; the way to those of one. */
function table(
  locale: Locale,
  counts: readonly { code: string; schools: number }[],
  asked: Record<string, string | number | undefined>,
): Markup | null {
  if (counts.length < 2) return null
  const words = labelledWords[locale]
  const named = counts
    .map(({ code, schools }) => ({ of: code, name: nameOf(locale, 'region', code), n: schools }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale))
  const lines = named.map(
    ({ of, name, n }) =>
      markup`<tr><th scope="row"><a href="/labelled-schools${searchOf({ ...asked, country: of })}">${name}</a></th><td>${n.toLocaleString(tagOf[locale])}</td></tr>
`,
  )
  return markup`${countryMap(named, words.title, locale)}
<table><thead><tr><th scope="col">${words.country}</th><th scope="col">${words.count}</th></tr></thead><tbody>
${lines}</tbody></table>`
}

/** By country and region, in the order in which they come. */
function places(locale: Locale, shown: readonly LabelledSchool[], day: string): Markup {
  const words = labelledWords[locale]
  const inOrder = <One>(all: readonly One[]) => [...new Set(all)]
  const parts = inOrder(shown.map(({ countryCode }) => countryCode)).map((code) => {
    const there = shown.filter(({ countryCode }) => countryCode === code)
    const regions = inOrder(there.map(({ region }) => region)).map(
      (region) => markup`<h3>${region ?? words.noRegion}</h3>
<ul>${there.filter((school) => school.region === region).map((school) => line(locale, school, day))}</ul>
`,
    )
    return markup`<h2>${nameOf(locale, 'region', code)}</h2>
${regions}`
  })
  return markup`${parts}`
}

function line(locale: Locale, school: LabelledSchool, day: string): Markup {
  const { id, name, town, hasPage } = school
  const place =
    name === null
      ? markup`<bdi>${town}</bdi>`
      : markup`${hasPage ? markup`<a href="/schools/${id}">${name}</a>` : markup`<bdi>${name}</bdi>`}, <bdi>${town}</bdi>`
  return markup`<li>${place} <span class="quiet">(${held(locale, school, day)})</span></li>
`
}

function held(locale: Locale, { awardedOn, validUntil }: LabelledSchool, day: string): string {
  const words = labelledWords[locale]
  if (validUntil === null) return words.since(dayIn(locale, awardedOn))
  if (validUntil <= day) return words.over(dayIn(locale, validUntil))
  return words.until(dayIn(locale, awardedOn), dayIn(locale, lastDayOf(validUntil)))
}
