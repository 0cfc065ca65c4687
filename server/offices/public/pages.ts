import { listRegionsOf } from '#db/queries/countries.ts'
import { findOfficeOf, listOpenOffices, type OfficeView } from '#db/queries/offices.ts'
import type { Locale } from '#db/schema/values.ts'
import type { Ctx } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { type Markup, markup, nameOf, searchOf } from '../../kit/plain-page.ts'
import { cleanLine } from '../../kit/text.ts'
import { publicPeople, showRegion } from '../region.ts'
import { postWords } from '../words.ts'
import { findRegions } from './find.ts'
import { pageWords } from './words.ts'

/* What everybody may look at without a script and without signing in: offices, their people by post, and the regions. */

const mostAsked = 80

const countryName = (locale: Locale, code: string | null) =>
  code === null ? pageWords[locale].europe : nameOf(locale, 'region', code)

const list = (items: readonly Markup[]) =>
  items.length === 0
    ? null
    : markup`<ul>
        ${items.map((one) => markup`<li>${one}</li>`)}
      </ul>`

const inLines = (text: string) => text.split('\n').map((one) => markup`${one}<br />`)

/** An address that an office has published. */
const mailLink = (email: string | null) => (email === null ? null : markup`<a href="mailto:${email}">${email}</a>`)

const reach = (locale: Locale, office: Pick<OfficeView, 'name' | 'town' | 'address' | 'email'>) =>
  markup`<h2>${pageWords[locale].reach}</h2>
    <address>
      ${office.name}<br />${office.address === '' ? markup`${office.town}<br />` : inLines(office.address)}${mailLink(office.email)}
    </address>`

const pathOf = (countryCode: string | null) => `/offices/${countryCode ?? 'EU'}`

export interface Page {
  title: string
  body: Markup
}

const labelledLink = (locale: Locale, countryCode: string | null) =>
  markup`<p><a href="/labelled-schools${searchOf({ country: countryCode ?? undefined })}">${pageWords[locale].labelledSchools}</a></p>`

/** All offices that are open. */
export async function officesPage(ctx: Ctx, locale: Locale): Promise<Page> {
  const open = await listOpenOffices(ctx.db)
  if (open.length === 0) throw notFound()
  const lines = open.map(
    ({ countryCode, name }) =>
      markup`<a href="${pathOf(countryCode)}">${countryName(locale, countryCode)}</a>: ${name}`,
  )
  return { title: pageWords[locale].offices, body: markup`${list(lines)}${labelledLink(locale, null)}` }
}

/** An office, its people by post and its regions; what somebody looks for among these. */
export async function officePage(
  ctx: Ctx,
  locale: Locale,
  { country, asked }: { country: string; asked: string },
): Promise<Page> {
  const code = country.toUpperCase()
  // What is no code of a country is looked for nowhere.
  const office = /^[A-Z]{2}$/.test(code) ? await findOfficeOf(ctx.db, code === 'EU' ? null : code) : null
  if (!office) throw notFound()
  const words = pageWords[locale]
  const people = await publicPeople(ctx, office)
  const named = people.map(
    ({ displayName, post, region }) =>
      markup`${displayName}, ${postWords[locale][post]}${region === null ? '' : ` (${region})`}`,
  )
  return {
    title: `${office.name}, ${countryName(locale, office.countryCode)}`,
    body: markup`${office.countryCode === null ? null : await finder(ctx, locale, { code, asked })}
      <h2>${words.people}</h2>
      ${named.length === 0 ? markup`<p>${words.noPeople}</p>` : list(named)} ${reach(locale, office)}
      ${office.countryCode === null ? null : await regionLinks(ctx, locale, office.countryCode)}
      ${labelledLink(locale, office.countryCode)}
      <p><a href="/offices">${words.allOffices}</a></p>`,
  }
}

const regionLink = ({ id, name }: { id: string; name: string }) => markup`<a href="/regions/${id}">${name}</a>`

async function regionLinks(ctx: Ctx, locale: Locale, countryCode: string) {
  const regions = await listRegionsOf(ctx.db, countryCode, ctx.now())
  return regions.length === 0
    ? null
    : markup`<h2>${pageWords[locale].regions}</h2>
        ${list(regions.map(regionLink))}`
}

async function finder(ctx: Ctx, locale: Locale, { code, asked }: { code: string; asked: string }) {
  const words = pageWords[locale]
  const wanted = cleanLine(asked.slice(0, 4 * mostAsked)).slice(0, mostAsked)
  return markup`<h2>${words.find}</h2>
    <form method="get" action="/offices/${code}" role="search">
      <label for="asked">${words.findLabel}</label>
      <input id="asked" name="q" maxlength="${mostAsked}" value="${wanted}" />
      <button>${words.findButton}</button>
    </form>
    ${wanted === '' ? null : await results(ctx, locale, { code, wanted })}`
}

async function results(ctx: Ctx, locale: Locale, { code, wanted }: { code: string; wanted: string }) {
  const words = pageWords[locale]
  const found = await findRegions(ctx, code, wanted)
  if (found.length === 0) return markup`<p>${words.foundNothing(wanted)}</p>`
  const lines = found.map(({ town, ...region }) => markup`${town === null ? null : `${town}: `}${regionLink(region)}`)
  return markup`<h3>${words.found}</h3>
    ${list(lines)}`
}

/** A region: its correspondent, how to reach them, and whom else one finds there. */
export async function regionPage(ctx: Ctx, locale: Locale, regionId: string): Promise<Page> {
  const { region, office, correspondents, contacts } = await showRegion(ctx, regionId)
  const words = pageWords[locale]
  const names = list(correspondents.map(({ displayName }) => markup`${displayName}`))
  const others = contacts.map(
    ({ kind, name, address, email }) =>
      markup`<h3>${words.kinds[kind]}</h3>
        <address>${name}<br />${address === '' ? null : inLines(address)}${mailLink(email)}</address>`,
  )
  return {
    title: region.name,
    body: markup`<h2>${words.correspondents}</h2>
      ${
        names === null
          ? markup`<p>${words.noCorrespondent}</p>`
          : markup`${names}
              <p>${words.byOffice}</p>`
      }
      ${reach(locale, office)}
      ${
        others.length === 0
          ? null
          : markup`<h2>${words.contacts}</h2>
              ${others}`
      }
      <p><a href="${pathOf(region.countryCode)}">${office.name}</a></p>`,
  }
}
