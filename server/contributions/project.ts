import { listMessageCounts } from '#db/queries/chat-messages.ts'
import { listDocuments } from '#db/queries/documents.ts'
import { listGroups } from '#db/queries/groups.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import { grantForDocument, requireProject } from '../access/grants.ts'
import { noteOpening } from '../audit/openings.ts'
import { Damaged } from '../content/integrity.ts'
import type { Ctx } from '../kit/context.ts'
import { packContent, shareContent } from '../versions/content-answer.ts'
import type { PackedContent } from '../kit/packed.ts'
import { contributionsOf } from './documents.ts'
import { type GroupTotal, totalsOf } from './groups.ts'
import { addCounts, type Contribution, type Counts, noCounts } from './tally.ts'

/** What one person made in all documents of a project, and said in its channels. */
interface ProjectContribution extends Counts {
  userId: string
  groupId: string | null
  isPupil: boolean
  /** In how many documents. */
  documents: number
  messages: number
}

interface Answer {
  people: ProjectContribution[]
  groups: { id: string; name: string }[]
  /** By group, with its messages; a pupil gets none. */
  totals: (GroupTotal & { messages: number })[]
  /** Of everybody, those who have gone and the server too. */
  all: Counts & { documents: number; messages: number }
  /** Documents that are too large, or damaged, and in none of the numbers. */
  uncounted: { id: string; title: string }[]
}

/** How much everybody made in a project, to its teachers; to pupils what is their own. */
export async function showProjectContributions(ctx: Ctx, projectId: string): Promise<PackedContent<Answer>> {
  const { user, can } = await requireProject(ctx, projectId, 'extract.read')
  const seesAll = can('document.manage')
  if (seesAll) await noteOpening(ctx, { action: 'history.opened', targetId: projectId, projectId, about: 'project' })
  return shareContent(ctx, `contributions of project ${projectId} ${user.id}`, async () => {
    const { counted, uncounted } = await countAll(ctx, projectId, user.id)
    const messages = await listMessageCounts(ctx.db, projectId)
    const members = [...(await listMembers(ctx.db, projectId)), ...(await listFormerMembers(ctx.db, projectId))]
    const people = members
      .filter(({ userId }) => seesAll || userId === user.id)
      .map(({ userId, groupId, kind }) => ({
        ...sumOf(counted.flatMap((list) => list.filter((one) => one.userId === userId))),
        ...{ userId, groupId, isPupil: kind === 'pupil', messages: messages.get(userId) ?? 0 },
      }))
    const groups = (await listGroups(ctx.db, projectId)).map(({ id, name }) => ({ id, name }))
    const totals = seesAll ? withMessages(totalsOf(counted, people, groups), people) : []
    const all = {
      ...totals.reduce((sum: Counts, one) => addCounts(sum, one), noCounts),
      documents: seesAll ? counted.filter((list) => list.length > 0).length : 0,
      messages: totals.reduce((sum, one) => sum + one.messages, 0),
    }
    return packContent({ people, groups, totals, all, uncounted: seesAll ? uncounted : [] }, {})
  })
}

const sumOf = (own: readonly Contribution[]) => ({
  ...own.reduce((sum: Counts, one) => addCounts(sum, one), noCounts),
  documents: own.length,
})

const withMessages = (totals: readonly GroupTotal[], people: readonly ProjectContribution[]) =>
  totals.map((total) => {
    const own = people.filter(({ groupId }) => groupId === total.groupId)
    return { ...total, messages: own.reduce((sum, { messages }) => sum + messages, 0) }
  })

/** What is stored is not what was written: nothing is said of it. */
function nullIfDamaged(error: unknown): null {
  if (error instanceof Damaged) return null
  throw error
}

/** Of what is on the shelf and whoever asks may know the past of. */
async function countAll(ctx: Ctx, projectId: string, userId: string) {
  const counted: Contribution[][] = []
  const uncounted: Answer['uncounted'] = []
  for (const { id, kind, title, state } of await listDocuments(ctx.db, projectId)) {
    if (state === 'removed') continue
    const grant = await grantForDocument(ctx.db, userId, id, ctx.now())
    if (grant?.seesHistory !== true) continue
    const people = await contributionsOf(ctx, { documentId: id, projectId, kind }).catch(nullIfDamaged)
    if (people === null) uncounted.push({ id, title })
    else counted.push(people)
  }
  return { counted, uncounted }
}
