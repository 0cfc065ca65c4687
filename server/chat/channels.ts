import { insertAudit } from '#db/queries/audit.ts'
import {
  type ChannelFacts,
  type ChannelPerson,
  type ChannelRow,
  listChannelPeople,
  listChannels,
  lockChannel,
  updateChannel,
  upsertChannelRead,
} from '#db/queries/chat-channels.ts'
import { updateNoticesReadInChannel } from '#db/queries/notices.ts'
import { listWritingRules, rulesBinding, type WritingRuleFact } from '#db/queries/writing-rules.ts'
import { grantForChannel, type ProjectGrant, requireChannel, requireProject, writingIn } from '../access/grants.ts'
import { hindranceInChannel, isPaused } from '../access/hindrances.ts'
import { isPupilRole, isTeacherRole, type MemberRole, type WritingMode, writingMode } from '../access/rules.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { secondsFrom } from '../kit/dates.ts'
import { AppError } from '../kit/errors.ts'
import { ring } from '../notices/ring.ts'
import { quietOfPerson } from '../clocks/clocks.ts'
import type { ChannelChanges } from './input.ts'

type Pause = Pick<ChannelFacts, 'pausedAt' | 'pausedUntil'>

/** Whether a teacher of the project is in its space now. */
function isTeacherThere(ctx: Ctx, projectId: string, people: ChannelPerson[]): boolean {
  const present = new Set(ctx.rooms.present({ projectId }))
  return people.some(({ userId, role }) => isTeacherRole(role) && present.has(userId))
}

/** The channels of a project that whoever asks may read. */
export async function listProjectChannels(ctx: Ctx, projectId: string) {
  const project = await requireProject(ctx, projectId, 'project.read')
  const quiet = await quietOfPerson(ctx, project, projectId)
  const rows = await listChannels(ctx.db, projectId, project.user.id, quiet?.since ?? null)
  const isAsked = rows.some((row) => row.needsTeacher)
  const isAttended = !isAsked || isTeacherThere(ctx, projectId, await listChannelPeople(ctx.db, projectId))
  const rules = await rulesInChat(ctx, project)
  const mode = writingMode(project.role, rules, ctx.now())
  const channels = rows.flatMap((row) => {
    const grant = grantForChannel(row, { ...project, userId: project.user.id }, project.state)
    if (grant === 'none') return []
    // A pupil's own thread with the teachers is never closed.
    const bound = row.kind === 'ask' ? { mode: null, rules: [] } : { mode, rules }
    return [channelView(ctx, project, row, { grant, isAttended, ...bound })]
  })
  return { channels }
}

/** The rules that bind this person in the channels of the project. */
async function rulesInChat(ctx: Ctx, { projectId, role, user, groupId }: ProjectGrant): Promise<WritingRuleFact[]> {
  if (!isPupilRole(role)) return []
  const place = { userId: user.id, groupId, documentId: null, tool: 'chat' as const }
  return rulesBinding(await listWritingRules(ctx.db, projectId), place)
}

interface Bound {
  grant: 'read' | 'write'
  isAttended: boolean
  mode: WritingMode | null
  rules: readonly WritingRuleFact[]
}

function channelView(ctx: Ctx, project: ProjectGrant, row: ChannelRow, { grant, isAttended, mode, rules }: Bound) {
  const paused = isPaused(row, ctx.now())
  const asker = { role: project.role, projectKind: project.kind, mode, rules }
  const held = hindranceInChannel({ ...row, ...asker }, ctx.now(), () => isAttended)
  return {
    id: row.id,
    kind: row.kind,
    /** Null where the kind says it all: the reader's language has the words. */
    title: row.groupName ?? row.title,
    groupId: row.channelGroupId,
    /** Of a pupil's thread with the teachers: whose it is. */
    pupilId: row.pupilId,
    lastSequence: row.lastSequence,
    lastAt: row.lastAt?.toISOString() ?? null,
    readSequence: row.readSequence,
    /** At most 100, which means "100 or more". */
    unreadCount: row.unreadCount,
    slowSeconds: row.slowSeconds,
    isPaused: paused,
    pausedUntil: paused ? (row.pausedUntil?.toISOString() ?? null) : null,
    pausedReason: paused ? row.pausedReason : null,
    slowReason: row.slowSeconds > 0 ? row.slowReason : null,
    needsTeacher: row.needsTeacher,
    /** A rule binds whoever asks here. */
    mode,
    can: {
      write: grant === 'write' && held === null,
      moderate: project.can('channel.moderate'),
    },
  }
}

/** Refuses a pupil whom a rule binds, while the channel is paused, or waits for a teacher who is not there. */
export function requireOpen(ctx: Ctx, channel: ChannelFacts & { role: MemberRole }, people: ChannelPerson[]): void {
  const held = { ...channel, mode: writingIn(channel, ctx.now()) }
  const found = hindranceInChannel(held, ctx.now(), () => isTeacherThere(ctx, channel.projectId, people))
  if (found !== null) throw new AppError('conflict', refusals[found.why])
}

const refusals = {
  ruled: 'writing_ruled',
  paused: 'channel_paused',
  needs_teacher: 'channel_needs_teacher',
} as const

/** Pauses a channel or lets it go on, slows it down, ties it to a teacher's presence. */
export async function editChannel(ctx: Ctx, channelId: string, changes: ChannelChanges) {
  const projectId = await ctx.db.transaction(async (tx) => {
    await lockChannel(tx, channelId)
    const grant = await requireChannel(ctx, channelId, 'moderate', tx)
    await updateChannel(tx, channelId, {
      ...slowChanges(changes),
      ...(changes.needsTeacher === undefined ? {} : { needsTeacher: changes.needsTeacher }),
      ...pauseChanges(ctx, grant, changes),
    })
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: grant.user.id,
      schoolId: grant.schoolId,
      about: grant.pupilId === null ? 'project' : [grant.pupilId],
      projectId: grant.projectId,
      action: 'channel.changed',
      targetId: channelId,
      detail: { ...changes, reason: changes.pausedReason ?? changes.slowReason ?? null },
    })
    return grant.projectId
  })
  ctx.rooms.notice({ projectId }, { topic: 'channels', id: channelId, userId: requireUser(ctx).id })
  const { channels } = await listProjectChannels(ctx, projectId)
  return { channel: channels.find((channel) => channel.id === channelId) }
}

/** What was said of slow mode goes with it. */
const slowChanges = ({ slowSeconds, slowReason }: ChannelChanges) => ({
  ...(slowSeconds === undefined ? {} : { slowSeconds }),
  ...(slowSeconds === 0 ? { slowReason: null } : slowReason === undefined ? {} : { slowReason }),
})

function pauseChanges(ctx: Ctx, before: Pause, changes: ChannelChanges) {
  const wasPaused = isPaused(before, ctx.now())
  const reason = changes.pausedReason
  const wanted = pauseEndOf(ctx, changes)
  if (changes.isPaused === undefined && wanted === undefined)
    return wasPaused && reason !== undefined ? { pausedReason: reason } : {}
  if (!(changes.isPaused ?? wasPaused)) {
    if (wanted) throw pauseEnd()
    return { pausedAt: null, pausedBy: null, pausedUntil: null, pausedReason: null }
  }
  const pausedUntil = wanted ?? null
  if (pausedUntil !== null && pausedUntil <= ctx.now()) throw pauseEnd()
  const pausedAt = (wasPaused ? before.pausedAt : null) ?? ctx.now()
  const kept = wasPaused && reason === undefined ? {} : { pausedReason: reason ?? null }
  return { pausedAt, pausedBy: requireUser(ctx).id, pausedUntil, ...kept }
}

/** Null: open-ended; undefined: not spoken of. */
function pauseEndOf(ctx: Ctx, { pausedForSeconds, pausedUntil }: ChannelChanges): Date | null | undefined {
  if (pausedForSeconds) return secondsFrom(ctx.now(), pausedForSeconds)
  if (pausedUntil) return new Date(pausedUntil)
  return pausedForSeconds === null || pausedUntil === null ? null : undefined
}

const pauseEnd = () =>
  new AppError('invalid', 'invalid_input', { fields: [{ path: 'pausedUntil', reason: 'pause_end' }] })

/** Notes how far whoever asks has read, and tells their other screens. */
export async function markRead(ctx: Ctx, channelId: string, sequence: number) {
  const { user, projectId, kind } = await requireChannel(ctx, channelId, 'read')
  const mark = { channelId, userId: user.id, sequence, at: ctx.now() }
  const readUntil = await upsertChannelRead(ctx.db, mark)
  if (readUntil !== null)
    ctx.rooms.notice({ projectId }, { topic: 'read', id: channelId, sequence: readUntil }, new Set([user.id]))
  // Who has seen the list of a forum has not read its topics.
  if (kind !== 'forum' && (await updateNoticesReadInChannel(ctx.db, mark)) > 0) await ring(ctx, projectId, [user.id])
}
