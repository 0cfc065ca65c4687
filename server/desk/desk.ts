import { listMembers } from '#db/queries/members.ts'
import { requireProject } from '../access/grants.ts'
import { cardsOnDesk, decideCard } from '../boards/desk.ts'
import { decideMessage, messagesOnDesk } from '../chat/desk.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import type { Decided, DeskItem } from '../kit/desk-item.ts'
import { pagesOnDesk } from '../pending/desk.ts'
import { decidePage } from '../pending/pending.ts'
import { decideName, namesOnDesk } from '../pseudonyms/desk.ts'

interface Source {
  list: (ctx: Ctx, projectId: string) => Promise<DeskItem[]>
  decide: (ctx: Ctx, id: string, decided: Decided) => Promise<void>
}

/** Whatever waits for a teacher; each feature lists its own and decides about it. */
const sources: Record<DeskItem['kind'], Source> = {
  message: { list: messagesOnDesk, decide: decideMessage },
  card: { list: cardsOnDesk, decide: decideCard },
  name: { list: namesOnDesk, decide: decideName },
  page: { list: pagesOnDesk, decide: decidePage },
}

/** All that waits in a project: one's own school's pupils first, then the partners'; each the oldest first. */
export async function showDesk(ctx: Ctx, projectId: string) {
  const { user } = await requireProject(ctx, projectId, 'desk.read')
  const lists = await Promise.all(Object.values(sources).map(({ list }) => list(ctx, projectId)))
  const schoolOf = new Map((await listMembers(ctx.db, projectId)).map((one) => [one.userId, one.school.id]))
  const isOwn = ({ authorId }: DeskItem) => schoolOf.get(authorId) === user.schoolId
  const all = lists.flat().toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const ordered = [...all.filter(isOwn), ...all.filter((item) => !isOwn(item))]
  return {
    items: ordered.map(({ id, at, ...item }) => ({
      ...item,
      id: `${item.kind}.${id}`,
      at: at.toISOString(),
      isOwn: schoolOf.get(item.authorId) === user.schoolId,
    })),
  }
}

/** One outcome, whoever is faster; the other is told. Whether they may, each feature asks about the thing itself. */
export async function decide(ctx: Ctx, { kind, id }: { kind: DeskItem['kind']; id: string }, decided: Decided) {
  await sources[kind].decide(ctx, id, decided)
  ctx.rooms.tell(new Set([requireUser(ctx).id]), { topic: 'desk' })
}
