import { listProjectAwards, listSchoolAwards, type ProjectAward, type SchoolAward } from '#db/queries/shown-awards.ts'
import { findPublicSchool, listPublicPartners, listPublicProjects } from '#db/queries/school-page.ts'
import { awardNames, schemeNames } from '../kit/award-names.ts'
import { lastDayOf } from '../kit/award-state.ts'
import type { Ctx } from '../kit/context.ts'
import { dayOf } from '../kit/dates.ts'
import { badges, dayIn, type Markup, markup, nameOf, plainPage } from '../kit/plain-page.ts'
import type { Reader } from '../kit/reader.ts'
import { schoolYear } from '../team/team.ts'
import { pageWords } from './words.ts'

/* A school's page for everybody: what it does, and nobody's name but its head's, who wants it there. Off until it is switched on. */

type School = NonNullable<Awaited<ReturnType<typeof findPublicSchool>>>
type Project = Awaited<ReturnType<typeof listPublicProjects>>[number]
type Partner = Awaited<ReturnType<typeof listPublicPartners>>[number]

/** Null where there is no such school, or its page is off. */
export async function writeSchoolPage(ctx: Ctx, schoolId: string, reader: Reader): Promise<string | null> {
  const school = await findPublicSchool(ctx.db, schoolId, ctx.now())
  if (!school) return null
  const projects = await listPublicProjects(ctx.db, schoolId)
  const ids = projects.map(({ id }) => id)
  const partners = await listPublicPartners(ctx.db, ids, schoolId)
  const day = dayOf(ctx.now())
  const labels = await listSchoolAwards(ctx.db, schoolId, day)
  const awards = await listProjectAwards(ctx.db, ids, day)
  const body = markup`${writeFacts(school, labels, reader)}<h2>${pageWords[reader.locale].projects}</h2>
${writeYears(projects, { partners, awards }, reader)}`
  return plainPage({ reader, title: school.name, robots: 'index', body })
}

function writeFacts({ town, countryCode, region, head }: School, labels: SchoolAward[], reader: Reader): Markup {
  const words = pageWords[reader.locale]
  const fact = (term: string, text: string | null) =>
    text === null ? null : markup`<dt>${term}</dt><dd dir="auto">${text}</dd>`
  return markup`<p dir="auto">${town}</p>
<dl>${fact(words.country, nameOf(reader.locale, 'region', countryCode))}${fact(words.region, region)}${fact(words.head, head)}${labels.map((label) => writeLabel(label, reader))}</dl>
`
}

/** From when to when it holds, and where that is verified. */
function writeLabel({ scheme, awardedOn, validUntil, code }: SchoolAward, { locale }: Reader): Markup {
  const from = dayIn(locale, awardedOn)
  const held = validUntil === null ? from : pageWords[locale].held(from, dayIn(locale, lastDayOf(validUntil)))
  return markup`<dt>${schemeNames[locale][scheme]}</dt><dd><a href="/certificate/${code}">${held}</a></dd>`
}

interface OfProjects {
  partners: Partner[]
  awards: ProjectAward[]
}

const yearOf = ({ year, createdAt }: Project) => year ?? schoolYear(createdAt)

function writeYears(projects: Project[], of: OfProjects, reader: Reader): Markup {
  const words = pageWords[reader.locale]
  if (projects.length === 0) return markup`<p>${words.none}</p>`
  const years = [...new Set(projects.map(yearOf))].toSorted((one, other) => other - one)
  const own = <One extends { projectId: string | null }>(all: One[], { id }: Project) =>
    all.filter(({ projectId }) => projectId === id)
  const write = (project: Project) =>
    writeProject(project, { partners: own(of.partners, project), awards: own(of.awards, project) }, reader)
  const parts = years.map(
    (year) => markup`<h3>${words.year(year)}</h3>
<ul class="cards">${projects.filter((project) => yearOf(project) === year).map(write)}</ul>
`,
  )
  return markup`${parts}`
}

function writeProject(
  { publicTitle, name, kind, languages }: Project,
  { partners, awards }: OfProjects,
  reader: Reader,
): Markup {
  const words = pageWords[reader.locale]
  const spoken = languages.map((code) => nameOf(reader.locale, 'language', code)).join(', ')
  const place = ({ name: partner, town, countryCode, id }: Partner) => {
    const where = `${town}, ${nameOf(reader.locale, 'region', countryCode)}`
    return partner === null
      ? markup`<li>${where}</li>`
      : markup`<li><a href="/schools/${id}">${partner}</a>, ${where}</li>`
  }
  const together = partners.length === 0 ? null : markup`<p>${words.partners}</p><ul>${partners.map(place)}</ul>`
  return markup`<li><h4 dir="auto">${publicTitle || name}</h4>
<p class="quiet">${words.kinds[kind]}</p>${badges(awardNames(reader.locale, awards))}
<p>${words.languages}: ${spoken}</p>${together}</li>
`
}
