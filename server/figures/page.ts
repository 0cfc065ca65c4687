import type { FigureRow } from '#db/queries/figures.ts'
import { listCountries } from '#db/queries/countries.ts'
import type { Locale } from '#db/schema/values.ts'
import { schemeNames } from '../kit/award-names.ts'
import type { Ctx } from '../kit/context.ts'
import { tagOf } from '../kit/dates.ts'
import { choice, dayIn, type Markup, markup, nameOf, searchOf } from '../kit/plain-page.ts'
import type { Figures } from './figures.ts'
import { countryMap } from './map.ts'
import { type By, type Measure, measures, together } from './tally.ts'
import { figureWords } from './words.ts'

/* The figures for everybody: tables, a picture of the first of them, what they mean, and all of it as a file. */

interface Page {
  title: string
  body: Markup
}

export async function figuresPage(ctx: Ctx, locale: Locale, figures: Figures | null): Promise<Page> {
  const words = figureWords[locale]
  if (!figures) return { title: words.title, body: markup`<p>${words.none}</p>` }
  const { country, on, rows } = figures
  const place = country === null ? words.everywhere : nameOf(locale, 'region', country)
  const tables = rows.length === 0 ? markup`<p>${words.nothing}</p>` : markup`${sections(figures, locale)}`
  return {
    title: words.title,
    body: markup`${await finder(ctx, locale, figures)}
<p class="quiet">${place} · ${words.on(dayIn(locale, on))}</p>
${tables}
<p><a href="/labelled-schools${searchOf({ country: country ?? undefined })}">${words.labelledSchools}</a></p>
<p><a href="/figures/table.csv${searchOf({ country: country ?? undefined, ...daySearch(figures) })}">${words.csv}</a></p>
${dictionary(figures, locale)}`,
  }
}

/** The same day again. */
function daySearch(figures: Figures) {
  const year = yearShown(figures)
  return year === undefined ? { on: figures.on } : { year }
}

const yearShown = ({ years, on }: Figures) => years.find(({ day }) => day === on)?.year

async function finder(ctx: Ctx, locale: Locale, figures: Figures): Promise<Markup> {
  const words = figureWords[locale]
  const known = await listCountries(ctx.db, ctx.now())
  const countries = known
    .map(({ code }) => [code, nameOf(locale, 'region', code)] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, locale))
  const years = figures.years.map(({ year }) => [`${year}`, `${year}–${year + 1}`] as const)
  const chosen = { country: figures.country ?? undefined, year: yearShown(figures)?.toString() }
  return markup`<form method="get" action="/figures" role="search">
${choice({ name: 'country', label: words.country, all: words.everywhere, options: countries, chosen: chosen.country })}
${choice({ name: 'year', label: words.year, all: words.newest, options: years, chosen: chosen.year })}
${
  figures.isOffice
    ? markup`<label for="on">${words.day}</label>
<input type="date" id="on" name="on" value="${yearShown(figures) === undefined ? figures.on : ''}">`
    : null
}
<button>${words.show}</button>
</form>`
}

/** What a value of a row is called. */
export function valueName(locale: Locale, { by, of }: Pick<FigureRow, 'by' | 'of'>): string {
  const { values, bys } = figureWords[locale]
  const schemes: Record<string, string> = schemeNames[locale]
  if (by === 'all') return bys.all
  if (by === 'scheme') return schemes[of] ?? of
  if (by === 'language') return nameOf(locale, 'language', of)
  if ((by === 'country' || by === 'partner') && of !== '-' && of !== together) return nameOf(locale, 'region', of)
  return values[of] ?? of
}

/** What is of a school has a level, and what was given has none. */
const levelled = measures.filter((measure) => measure !== 'awards')

const tables: { by: By; columns: readonly Measure[] }[] = [
  { by: 'all', columns: measures },
  { by: 'country', columns: measures },
  { by: 'region', columns: measures },
  { by: 'level', columns: levelled },
  { by: 'kind', columns: ['projects'] },
  { by: 'state', columns: ['projects'] },
  { by: 'language', columns: ['projects'] },
  { by: 'tool', columns: ['projects'] },
  { by: 'partner', columns: ['projects'] },
  { by: 'scheme', columns: ['awards'] },
]

function sections({ rows }: Figures, locale: Locale): Markup[] {
  return tables.flatMap(({ by, columns }) => {
    const own = rows.filter((row) => row.by === by)
    if (own.length === 0) return []
    // Where the total is hidden nothing more is told, not even that there is none.
    const isTold = (measure: Measure) =>
      own.some((row) => row.measure === measure) ||
      !rows.some((row) => row.by === 'all' && row.measure === measure && row.n === null)
    const lines = [...new Set(own.map(({ of }) => of))]
      .map((of) => ({
        of,
        name: valueName(locale, { by, of }),
        cells: columns.map(
          (measure) => own.find((row) => row.of === of && row.measure === measure) ?? { n: isTold(measure) ? 0 : null },
        ),
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name, locale))
    return [section({ by, columns, lines }, locale)]
  })
}

interface Section {
  by: By
  columns: readonly Measure[]
  lines: { of: string; name: string; cells: { n: number | null }[] }[]
}

function section({ by, columns, lines }: Section, locale: Locale): Markup {
  const words = figureWords[locale]
  const cell = ({ n }: { n: number | null }) =>
    n === null ? markup`<td class="quiet">${words.hidden}</td>` : markup`<td>${n.toLocaleString(tagOf[locale])}</td>`
  const head = columns.map((measure) => markup`<th scope="col">${words.measures[measure]}</th>`)
  const body = lines.map(
    ({ name, cells }) => markup`<tr><th scope="row" dir="auto">${name}</th>${cells.map(cell)}</tr>
`,
  )
  // Drawn is how many projects there are, or else the one thing of the table.
  const last = columns.includes('projects') ? columns.indexOf('projects') : columns.length - 1
  const bars = lines.map(({ of, name, cells }) => ({ of, name, n: cells[last]?.n ?? null }))
  const what = words.measures[columns[last] ?? 'projects']
  return markup`<h2>${words.bys[by]}</h2>
${by === 'country' ? countryMap(bars, what, locale) : null}${by === 'all' ? null : chart(bars, what)}
<div class="wide" tabindex="0" role="region" aria-label="${words.bys[by]}"><table><thead><tr><td></td>${head}</tr></thead><tbody>
${body}</tbody></table></div>
`
}

const barHeight = 22

/** As long as there are many: what is in the table beside it, so that who hears the page misses nothing. */
function chart(bars: readonly { name: string; n: number | null }[], title: string): Markup | null {
  const told = bars.flatMap(({ name, n }) => (n === null ? [] : [{ name, n }]))
  const most = Math.max(0, ...told.map(({ n }) => n))
  if (told.length < 2 || most === 0) return null
  const bar = ({ name, n }: { name: string; n: number }, index: number) =>
    markup`<text x="0" y="${index * barHeight + 15}">${name.slice(0, 24)}</text><rect class="bar" x="200" y="${index * barHeight + 3}" width="${Math.round((n / most) * 230)}" height="16"></rect><text x="${Math.round((n / most) * 230) + 206}" y="${index * barHeight + 15}">${n}</text>`
  return markup`<p class="quiet" aria-hidden="true">${title}</p>
<svg viewBox="0 0 480 ${told.length * barHeight}" aria-hidden="true">${told.map(bar)}</svg>
`
}

function dictionary({ threshold }: Figures, locale: Locale): Markup {
  const words = figureWords[locale]
  const line = (term: string, text: string) => markup`<dt>${term}</dt><dd>${text}</dd>`
  const { meanings } = words
  return markup`<h2>${words.dictionary}</h2>
<dl>${measures.map((measure) => line(words.measures[measure], meanings[measure]))}${(['level', 'language', 'tool', 'partner'] as const).map((by) => line(words.bys[by], meanings[by]))}</dl>
<p>${words.secrecy(threshold.least)}</p>`
}
