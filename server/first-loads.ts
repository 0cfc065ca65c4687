import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { cookieOf, spokenLanguage } from './kit/reader.ts'

/** What each screen loads first, as the build wrote it down (`server/bin/first-loads.ts`), and how the page says it. */

export const firstLoadsFile = 'first-loads.json'

const loadSchema = z.object({
  scripts: z.array(z.string()),
  styles: z.array(z.string()),
  /** By language. */
  words: z.record(z.string(), z.array(z.string())),
})
const schema = z.object({
  begin: loadSchema,
  screens: z.array(loadSchema.extend({ path: z.string(), density: z.array(z.string()).nullable() })),
  /** What comes later, by its module: written down for who weighs it. */
  beside: z.record(z.string(), loadSchema),
})

export type Load = z.infer<typeof loadSchema>
export type FirstLoads = z.infer<typeof schema>

/** Null where the build wrote none. */
export function readFirstLoads(folder: string): FirstLoads | null {
  const file = join(folder, firstLoadsFile)
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
}

export interface Visit {
  path: string
  cookies: string
  /** Languages of the browser, as it sends them. */
  languages: string
}

const matches = (route: string, path: string) => {
  const parts = route.split('/')
  const given = path.split('/')
  return parts.length === given.length && parts.every((part, at) => part.startsWith('$') || part === given[at])
}

const documentPath = /^\/(?:board|page)\/([\w-]+)$/
/** Whose name says a login. It may be over; then the answer is asked for in vain. */
const hasLogin = (cookies: string) => /(?:^|;\s*)(?:__Host-)?session=/.test(cookies)

/** Links for the head of a page: all that its screen needs, asked for at once and not when the one before has come. */
export function linksFor(loads: FirstLoads, visit: Visit): string {
  const { begin, screens } = loads
  const density = cookieOf(visit.cookies, 'density')
  const isHere = hasLogin(visit.cookies)
  const screen = screens.find(
    (one) => matches(one.path, visit.path) && (one.density === null || (isHere && one.density.includes(density ?? ''))),
  )
  const language = spokenLanguage(visit, Object.keys(begin.words)) ?? 'en'
  const wordsOf = (load: Load | undefined) => load?.words[language] ?? []
  // What all begin with stands in the page already, but for its words.
  const scripts = [...wordsOf(begin), ...(screen?.scripts ?? []), ...wordsOf(screen)]
  const styles = (screen?.styles ?? []).map((name) => `<link rel="preload" as="style" href="/${name}" crossorigin>`)
  const documentId = isHere ? documentPath.exec(visit.path)?.[1] : undefined
  const answers = ['/api/session', ...(documentId === undefined ? [] : [`/api/documents/${documentId}`])]
  return [
    ...answers.map((path) => `<link rel="preload" as="fetch" href="${path}" crossorigin>`),
    ...scripts.map((name) => `<link rel="modulepreload" href="/${name}" crossorigin>`),
    ...styles,
  ].join('')
}
