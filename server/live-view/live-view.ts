import { listHands } from '#db/queries/hands.ts'
import { requireProject } from '../access/grants.ts'
import { noteOpening } from '../audit/openings.ts'
import { handsSince } from '../hands/hands.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { ProjectWatch, type SeenGroup } from './watch.ts'

/** A group that writes nothing for longer may need somebody. */
const quietAfterSeconds = 5 * 60

/** By the relay of the process: who looks, and at what. */
const watches = new WeakMap<Deps['rooms'], Map<string, ProjectWatch>>()

function watchOf(ctx: Ctx, projectId: string): ProjectWatch {
  const here = watches.get(ctx.rooms) ?? new Map<string, ProjectWatch>()
  watches.set(ctx.rooms, here)
  const { db, rooms, now, log } = ctx
  const watch =
    here.get(projectId) ?? new ProjectWatch({ db, rooms, now, log }, projectId, () => here.delete(projectId))
  here.set(projectId, watch)
  return watch
}

/**
 * Every group of a project at once, for its teachers: hands first, then who has been quiet for long, then by name. People are
 * ids: the people's view says what whoever looks may call them.
 */
export async function showLive(ctx: Ctx, projectId: string) {
  const { user } = await requireProject(ctx, projectId, 'live.watch')
  await noteOpening(ctx, { action: 'live.opened', targetId: projectId, projectId, about: 'project' })
  const groups = await watchOf(ctx, projectId).groups(user.id)
  const now = ctx.now()
  const up = await listHands(ctx.db, projectId, handsSince(ctx))
  const views = groups.map((group) => groupView(group, now, up))
  return { groups: views.toSorted(byNeed), at: now.toISOString() }
}

type Hands = Awaited<ReturnType<typeof listHands>>

const groupView = ({ changedAt, documents, ...group }: SeenGroup, now: Date, up: Hands) => ({
  ...group,
  documents: documents.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() })),
  quietSeconds: changedAt === null ? null : Math.max(0, Math.round((now.getTime() - changedAt.getTime()) / 1000)),
  hands: up
    .filter((hand) => hand.groupId === group.id)
    .map(({ userId, kind, raisedAt }) => ({ userId, kind, raisedAt: raisedAt.toISOString() })),
})

type GroupView = ReturnType<typeof groupView>

function needOf({ hands, quietSeconds, present }: GroupView): number {
  if (hands.length > 0) return 0
  if (quietSeconds === null || quietSeconds <= quietAfterSeconds) return 3
  return present.length > 0 ? 1 : 2
}

/** Of two whose hands are up, who waits longer. */
const firstHand = ({ hands }: GroupView) => hands[0]?.raisedAt ?? ''

const byNeed = (a: GroupView, b: GroupView): number =>
  needOf(a) - needOf(b) ||
  firstHand(a).localeCompare(firstHand(b)) ||
  a.name.localeCompare(b.name, undefined, { numeric: true })
