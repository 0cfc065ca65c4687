import { listAnswersBetween, listMonthsWritten, listWrittenTogether } from '#db/queries/collaboration.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import { listProjectSchools } from '#db/queries/projects.ts'
import { requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { Damaged } from '../content/integrity.ts'
import type { ExtractBlock } from '../extracts/content.ts'
import { readPageBlocks } from '../extracts/pages.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { foldingTurns } from '../paces/folding-turns.ts'

/* A proof of collaboration, made of traces: by school and in numbers, with nobody's name and nobody's words. */

/** Of the pages in which two schools wrote the most people, the paragraphs of so many are looked at. */
const mostPages = 12
const mostDocuments = 60

export interface Collaboration {
  schools: { id: string; name: string; countryCode: string }[]
  /** Documents that anybody wrote in, and in how many of them people of two schools did. */
  documents: { all: number; shared: number }
  /** Those shared, the most people first. */
  shared: { title: string; kind: 'page' | 'board' | 'wall'; schools: { schoolId: string; people: number }[] }[]
  /** Of those pages that were looked at: paragraphs with words, and those with words of two countries, or of two schools. */
  paragraphs: { pages: number; all: number; ofSchools: number; ofCountries: number }
  /** Who answered whom, by their schools. */
  answers: { from: string; to: string; count: number }[]
  /** On how many days of a month each school wrote. */
  months: { month: string; schools: { schoolId: string; days: number }[] }[]
  takenAt: string
}

/** For teachers of the project: what they could pin, before they do. */
export async function showCollaboration(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'extract.read')
  if (!isTeacherRole(grant.role)) throw new AppError('forbidden')
  return { collaboration: await readCollaboration(ctx, projectId) }
}

export async function readCollaboration(ctx: Ctx, projectId: string): Promise<Collaboration> {
  const schools = (await listProjectSchools(ctx.db, [projectId])).map(({ id, name, countryCode }) => ({
    ...{ id, name, countryCode },
  }))
  const places = placesOf(await listWrittenTogether(ctx.db, projectId))
  const shared = places
    .filter((place) => place.schools.length > 1)
    .toSorted((one, other) => peopleIn(other) - peopleIn(one))
  const pages = shared.filter(({ kind }) => kind === 'page').slice(0, mostPages)
  return {
    schools,
    documents: { all: places.length, shared: shared.length },
    shared: shared.slice(0, mostDocuments).map(({ id: _, ...place }) => place),
    paragraphs: await paragraphsOf(ctx, projectId, pages),
    answers: await listAnswersBetween(ctx.db, projectId),
    months: monthsOf(await listMonthsWritten(ctx.db, projectId)),
    takenAt: ctx.now().toISOString(),
  }
}

interface Place {
  id: string
  title: string
  kind: 'page' | 'board' | 'wall'
  schools: { schoolId: string; people: number }[]
}

const peopleIn = ({ schools }: Place) => schools.reduce((sum, { people }) => sum + people, 0)

function placesOf(rows: Awaited<ReturnType<typeof listWrittenTogether>>): Place[] {
  const places = new Map<string, Place>()
  for (const { id, title, kind, schoolId, people } of rows) {
    const place = places.get(id) ?? { id, title, kind, schools: [] }
    place.schools.push({ schoolId, people })
    places.set(id, place)
  }
  return [...places.values()]
}

function monthsOf(rows: Awaited<ReturnType<typeof listMonthsWritten>>): Collaboration['months'] {
  const months = new Map<string, { schoolId: string; days: number }[]>()
  for (const { month, schoolId, days } of rows) months.set(month, [...(months.get(month) ?? []), { schoolId, days }])
  return [...months].map(([month, schools]) => ({ month, schools }))
}

/** Each page is brought together for it, one after the other; one that is damaged is not counted. */
async function paragraphsOf(ctx: Ctx, projectId: string, pages: Place[]): Promise<Collaboration['paragraphs']> {
  const all = [...(await listMembers(ctx.db, projectId)), ...(await listFormerMembers(ctx.db, projectId))]
  const placeOf = new Map(all.map(({ userId, school }) => [userId, school]))
  const sum = { pages: 0, all: 0, ofSchools: 0, ofCountries: 0 }
  for (const { id } of pages) {
    const blocks = await foldingTurns.run(requireUser(ctx).id, () => blocksOf(ctx, id))
    if (blocks === null) continue
    sum.pages++
    for (const block of blocks) {
      const places = writersOf(block).flatMap((userId) => placeOf.get(userId) ?? [])
      if (places.length === 0) continue
      sum.all++
      if (new Set(places.map((place) => place.id)).size > 1) sum.ofSchools++
      if (new Set(places.map(({ countryCode }) => countryCode)).size > 1) sum.ofCountries++
    }
  }
  return sum
}

const writersOf = ({ parts }: ExtractBlock): string[] =>
  parts.flatMap((part) => (part.kind === 'text' && part.by !== null && part.text.trim() !== '' ? [part.by] : []))

async function blocksOf(ctx: Ctx, documentId: string): Promise<ExtractBlock[] | null> {
  try {
    const { update } = await ctx.rooms.read(documentId)
    const { blocks } = await readPageBlocks(ctx, { documentId, update, sequence: null, passage: null })
    return blocks
  } catch (error) {
    if (error instanceof Damaged || error instanceof AppError) return null
    throw error
  }
}
