import type { Db } from '#db/client.ts'
import { listMembers } from '#db/queries/members.ts'
import { requireProject } from '../access/grants.ts'
import { tellWhoMay } from '../access/tell.ts'
import type { Ctx } from '../kit/context.ts'

/*
 * Which teacher is on which item of a desk: a hint for the others, no lock. It is nobody's record: kept in memory for a
 * minute, one for each teacher.
 */

const lookMs = 60_000
const mostProjects = 10_000

interface Look {
  item: string
  until: number
}

/** By project, then by teacher. */
const looks = new WeakMap<Db, Map<string, Map<string, Look>>>()

function looksIn({ db }: Pick<Ctx, 'db'>, projectId: string): Map<string, Look> {
  const all = looks.get(db) ?? new Map<string, Map<string, Look>>()
  looks.set(db, all)
  if (all.size >= mostProjects) all.clear()
  const here = all.get(projectId) ?? new Map<string, Look>()
  all.set(projectId, here)
  return here
}

/** Whoever asks is on this item now, and on no other. */
export async function lookAt(ctx: Ctx, projectId: string, item: string): Promise<void> {
  const { user } = await requireProject(ctx, projectId, 'desk.read')
  looksIn(ctx, projectId).set(user.id, { item, until: ctx.now().getTime() + lookMs })
  await tellWhoMay(ctx, { projectId, may: 'desk.read' }, { topic: 'looks', userId: user.id })
}

/** What the other teachers are on. */
export async function showLooks(ctx: Ctx, projectId: string) {
  const { user } = await requireProject(ctx, projectId, 'desk.read')
  const here = looksIn(ctx, projectId)
  const now = ctx.now().getTime()
  for (const [userId, { until }] of here) if (until <= now) here.delete(userId)
  const others = [...here].filter(([userId]) => userId !== user.id)
  if (others.length === 0) return { looks: [] }
  const people = new Map((await listMembers(ctx.db, projectId)).map((one) => [one.userId, one.displayName]))
  return {
    looks: others.flatMap(([userId, { item, until }]) => {
      const name = people.get(userId)
      return name === undefined ? [] : [{ item, name, leftMs: until - now }]
    }),
  }
}
