import { authorOf, authorOfId } from '#collab/documents/board-author.ts'
import { type BoardDeeds, boardDeedsOf } from '#collab/documents/board-figures.ts'
import type { Figures } from '#collab/relay/figures.ts'
import { findLastSequence, listLogRows } from '#db/queries/document-log.ts'
import { listGroups } from '#db/queries/groups.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import { sumLogBytes } from '#db/queries/provenance.ts'
import { requireDocument } from '../access/grants.ts'
import { noteOpening } from '../audit/openings.ts'
import { checkRows } from '../content/integrity.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import type { PackedContent } from '../kit/packed.ts'
import { packContent, shareContent } from '../versions/content-answer.ts'
import { largestBytes, readProvenance } from '../versions/provenance.ts'
import { type GroupTotal, totalsOf } from './groups.ts'
import { type Contribution, Tally } from './tally.ts'

interface Answer {
  people: Contribution[]
  /** All that the document shows. */
  letters: number
  /** By group, for teachers: they add up to what everybody made. */
  groups: GroupTotal[]
}

/** Who made how much, for teachers; for whoever writes there, what is their own. */
export async function showContributions(ctx: Ctx, documentId: string): Promise<PackedContent<Answer>> {
  const grant = await requireDocument(ctx, documentId, { content: 'read', history: true })
  const { user, can, projectId } = grant
  const seesAll = can('document.manage')
  if (seesAll) await noteOpening(ctx, { action: 'history.opened', targetId: documentId, projectId, about: 'project' })
  return shareContent(ctx, `contributions ${documentId} ${seesAll ? 'all' : user.id}`, async () => {
    const people = await contributionsOf(ctx, grant)
    if (people === null) throw new AppError('conflict', 'figures_too_large')
    const letters = people.reduce((sum, { kept }) => sum + kept, 0)
    const groups = seesAll ? await groupsIn(ctx, projectId, people) : []
    return packContent({ letters, groups, people: people.filter(({ userId }) => seesAll || userId === user.id) }, {})
  })
}

async function groupsIn({ db }: Ctx, projectId: string, people: readonly Contribution[]): Promise<GroupTotal[]> {
  const members = [...(await listMembers(db, projectId)), ...(await listFormerMembers(db, projectId))]
  const totals = totalsOf([people], members, await listGroups(db, projectId))
  return totals.filter(({ documents }) => documents > 0)
}

interface Counted {
  documentId: string
  projectId: string
  kind: 'page' | 'board' | 'wall'
}

interface Kept {
  /** Where the log had come to, and how long it was. */
  log: string
  people: Contribution[]
}

/** What was counted of a document holds until something is written in it, folded or taken out of its rows. */
const keptOf = new WeakMap<Ctx['db'], Map<string, Kept>>()
const mostKept = 500

/** How much each person made in a document; null where it is too large to be counted. */
export async function contributionsOf(ctx: Ctx, document: Counted): Promise<Contribution[] | null> {
  const { documentId } = document
  const kept = keptOf.get(ctx.db) ?? new Map<string, Kept>()
  keptOf.set(ctx.db, kept)
  const bytes = await sumLogBytes(ctx.db, documentId, Number.MAX_SAFE_INTEGER)
  if (bytes > largestBytes) return null
  const log = `${await findLastSequence(ctx.db, documentId)} ${bytes}`
  const known = kept.get(documentId)
  if (known?.log === log) return known.people
  const people = await count(ctx, document)
  if (kept.size >= mostKept) kept.clear()
  kept.set(documentId, { log, people })
  return people
}

async function count(ctx: Ctx, { documentId, projectId, kind }: Counted): Promise<Contribution[]> {
  const rows = await listLogRows(ctx.db, documentId)
  checkRows(documentId, rows)
  const moved = await readProvenance(ctx, documentId, rows.at(-1)?.sequence ?? 0)
  const bytes = rows.map((row) => row.bytes)
  const figures = await ctx.folding.figures(bytes, moved)
  const deeds = kind === 'page' ? [] : boardDeedsOf(bytes)
  const userOf = kind === 'page' ? () => null : await makersIn(ctx, projectId, documentId)
  const tally = new Tally()
  for (const [index, { authorId, at }] of rows.entries()) {
    tally.letters(authorId, at, figures[index] ?? nothing)
    const done = deeds[index]
    if (done !== undefined) addDeeds(tally, { done, at, authorId, userOf })
  }
  return tally.people()
}

const nothing: Figures = { typed: 0, kept: 0, removed: 0 }

interface Done {
  done: BoardDeeds
  at: Date
  authorId: string | null
  userOf: (id: string) => string | null
}

/** Whose a thing is, its id says: what a teacher has approved is its author's. */
function addDeeds(tally: Tally, { done, at, authorId, userOf }: Done): void {
  for (const { id, type } of done.made) {
    const what = type === 'ink' ? 'strokes' : type === 'card' ? 'cards' : 'things'
    tally.add(userOf(id) ?? authorId, at, what)
  }
  for (const id of done.comments) tally.add(userOf(id) ?? authorId, at, 'comments')
  for (const id of done.changed) tally.change(authorId, at, id)
}

/** Who is who on a board, of all who are or were in its project. */
async function makersIn({ db }: Ctx, projectId: string, documentId: string) {
  const people = [...(await listMembers(db, projectId)), ...(await listFormerMembers(db, projectId))]
  const users = new Map(people.map(({ userId }) => [authorOf(documentId, userId), userId]))
  return (id: string): string | null => users.get(authorOfId(id)) ?? null
}
