import { findPublicSchool, listPublicPartners, listPublicProjects } from '#db/queries/school-page.ts'
import type { Ctx } from '../kit/context.ts'
import { type Markup, markup, nameOf, plainPage } from '../kit/plain-page.ts'
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
  const body = markup`${writeFacts(school, reader)}<h2>${pageWords[reader.locale].projects}</h2>
${writeYears(projects, partners, reader)}`
  return plainPage({ reader, title: school.name, robots: 'index', body })
}

function writeFacts({ town, countryCode, region, head }: School, reader: Reader): Markup {
  const words = pageWords[reader.locale]
  const fact = (term: string, text: string | null) =>
    text === null ? null : markup`<dt>${term}</dt><dd dir="auto">${text}</dd>`
  return markup`<p dir="auto">${town}</p>
<dl>${fact(words.country, nameOf(reader.locale, 'region', countryCode))}${fact(words.region, region)}${fact(words.head, head)}</dl>
`
}

const yearOf = ({ year, createdAt }: Project) => year ?? schoolYear(createdAt)

function writeYears(projects: Project[], partners: Partner[], reader: Reader): Markup {
  const words = pageWords[reader.locale]
  if (projects.length === 0) return markup`<p>${words.none}</p>`
  const years = [...new Set(projects.map(yearOf))].toSorted((one, other) => other - one)
  const write = (project: Project) =>
    writeProject(
      project,
      partners.filter(({ projectId }) => projectId === project.id),
      reader,
    )
  const parts = years.map(
    (year) => markup`<h3>${words.year(year)}</h3>
<ul class="cards">${projects.filter((project) => yearOf(project) === year).map(write)}</ul>
`,
  )
  return markup`${parts}`
}

function writeProject({ publicTitle, name, kind, languages }: Project, partners: Partner[], reader: Reader): Markup {
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
<p class="quiet">${words.kinds[kind]}</p>
<p>${words.languages}: ${spoken}</p>${together}</li>
`
}
