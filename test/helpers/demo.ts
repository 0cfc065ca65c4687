import { demoCard } from '#server/demo/cards.ts'
import { demoProjects } from '#server/demo/content/projects.ts'
import { demoPassword, leipzig, lyon } from '#server/demo/content/schools.ts'
import { type Login, readId, request, signIn } from './live-client.ts'

/** People of the demonstration, for tests that start the built product with `--demo`. */

const pupils = [lyon, leipzig].flatMap((school) =>
  (school.classroom?.pupils ?? []).map((name) => ({ name, school, card: demoCard(school.key, name) })),
)

const readFirst = new Set(demoProjects.flatMap((project) => (project.readFirst ?? []).map(({ pupil }) => pupil)))
/** Whose words are read first comes last: what they write is not in the page at once. */
const numbered = [
  ...pupils.filter(({ name }) => !readFirst.has(name)),
  ...pupils.filter(({ name }) => readFirst.has(name)),
]

/** One of the 48 pupils, by the name in the class list or by number. Throws where there is none. */
export function demoPupil(which: string | number) {
  const found = typeof which === 'number' ? numbered[which] : pupils.find((pupil) => pupil.name === which)
  if (!found) throw new Error(`the demonstration has no pupil ${which}`)
  return found
}

export const claire = { email: 'claire@demo.school', password: demoPassword }
export const jonas = { email: 'jonas@demo.school', password: demoPassword }

export const signInPupil = (origin: string, which: string | number) =>
  signIn(origin, { card: demoPupil(which).card.code })

/** Id of the European project that both classes share. */
export async function riversProject(origin: string, login: Login): Promise<string> {
  const json = await request(origin, login, 'GET', '/api/projects')
  const list = pick(json, 'projects')
  const found = Array.isArray(list) ? list.find((project: unknown) => pick(project, 'kind') === 'european') : null
  return readId(found)
}

/** A new page of the whole project, with one paragraph where everybody can type. */
export async function sharedPage(origin: string, login: Login, title: string): Promise<string> {
  const projectId = await riversProject(origin, login)
  const content = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: title }] }] }
  const draft = { kind: 'page', title, access: 'project', content }
  return readId(await request(origin, login, 'POST', `/api/projects/${projectId}/documents`, draft))
}

/** A field of a JSON object, or undefined. */
export const pick = (json: unknown, key: string): unknown =>
  typeof json === 'object' && json !== null ? Object.entries(json).find(([name]) => name === key)?.[1] : undefined
