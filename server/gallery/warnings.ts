import { detect, numbersIn } from '#collab/detector/detect.ts'
import { isPhone } from '#collab/detector/phones.ts'
import { listMembers } from '#db/queries/members.ts'
import type { ProjectGrant } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { fold } from '../kit/words.ts'

/*
 * What a text for everybody should not say. A teacher hears of the names of their own school's pupils alone: of others they do
 * not know them, and would learn here whether one is in the project. Each school looks before it agrees.
 */

/** Between any two words one space, and one around all. */
const inWords = (text: string) =>
  ` ${fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** Shorter first names are words of every language. */
const shortestName = 3

const formsOf = (name: string) =>
  [name, name.trim().split(/\s+/u)[0] ?? ''].filter((form) => form.length >= shortestName)

export async function warningsIn(ctx: Ctx, { projectId, schoolId }: ProjectGrant, texts: readonly string[]) {
  const text = texts.join('\n')
  const members = await listMembers(ctx.db, projectId)
  const country = members.find(({ school }) => school.id === schoolId)?.school.countryCode ?? ''
  const found = detect(text, numbersIn(text).length === 0 ? '' : country, isPhone)
  const said = inWords(text)
  const own = members.filter(({ kind, school }) => kind === 'pupil' && school.id === schoolId)
  const isNamed = own.some(({ displayName }) => formsOf(displayName).some((form) => said.includes(inWords(form))))
  return [...found, ...(isNamed ? (['name'] as const) : [])]
}
