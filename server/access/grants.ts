import type { DbOrTx } from '#db/client.ts'
import { findClassroomFacts, findDocumentFacts, findGroupProject, findProjectFacts } from '#db/queries/access.ts'
import { type ChannelFacts, findChannelFacts } from '#db/queries/chat-channels.ts'
import { isKeptAway } from '#db/queries/writing-rules.ts'
import type { UserRow } from '#db/queries/users.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { channelGrant, type ChannelReach, isAskedIn } from './channel-rules.ts'
import { refusalToWrite, type WritingHere, writingHere } from './hindrances.ts'
import {
  canInProject,
  documentGrant,
  type DocumentAccess,
  type DocumentGrant,
  type DocumentReach,
  type DocumentState,
  isOfArchive,
  isPausedBy,
  type MemberRole,
  type ProjectAction,
  type ProjectState,
  seesHistory,
  type WritingMode,
  writingMode,
} from './rules.ts'
import {
  canInClassroom,
  canInSchool,
  type ClassroomAction,
  type ClassroomRole,
  type SchoolAction,
  type SchoolRole,
} from './school-rules.ts'

/* Reads the facts, asks the pure rules. What a person may not see is `not_found`; what they see but may not do, `forbidden`. */

type ProjectFacts = NonNullable<Awaited<ReturnType<typeof findProjectFacts>>>
type DocumentFactsRow = NonNullable<Awaited<ReturnType<typeof findDocumentFacts>>>

export function schoolRole(user: Pick<SessionUser, 'kind' | 'isWaiting' | 'isSchoolAdmin'>): SchoolRole {
  if (user.kind === 'pupil') return 'pupil'
  if (user.isWaiting) return 'waiting'
  return user.isSchoolAdmin ? 'admin' : 'staff'
}

export function requireSchool(ctx: Ctx, action: SchoolAction): SessionUser {
  const user = requireUser(ctx)
  if (!canInSchool(schoolRole(user), action)) throw new AppError('forbidden')
  return user
}

type LinkMaker = Pick<UserRow, 'id' | 'kind' | 'schoolId' | 'isSchoolAdmin' | 'suspendedAt' | 'waitingSince'>

/** Whether somebody who is not here now may administer a school: a link holds only as long as its maker may make it. */
export function mayAdminister(maker: LinkMaker | null, schoolId: string): boolean {
  if (!maker || maker.suspendedAt || maker.schoolId !== schoolId) return false
  return canInSchool(schoolRole({ ...maker, isWaiting: maker.waitingSince !== null }), 'school.administer')
}

/** The same for inviting into a project. */
export async function mayInvite(db: DbOrTx, maker: LinkMaker | null, projectId: string): Promise<boolean> {
  if (!maker || maker.suspendedAt || maker.waitingSince) return false
  const facts = await findProjectFacts(db, maker.id, projectId)
  return facts !== null && canInProject(facts.role, facts.state, 'invitation.create', facts.kind)
}

function classroomRole(user: SessionUser, facts: { schoolId: string; teacherId: string | null }): ClassroomRole {
  if (user.kind !== 'staff' || facts.schoolId !== user.schoolId) return 'none'
  if (facts.teacherId === user.id) return 'teacher'
  return user.isSchoolAdmin ? 'admin' : 'colleague'
}

export async function requireClassroom(ctx: Ctx, classroomId: string, action: ClassroomAction, db: DbOrTx = ctx.db) {
  const user = requireUser(ctx)
  const facts = await findClassroomFacts(db, user.id, classroomId)
  if (!facts) throw notFound()
  const role = classroomRole(user, facts)
  if (!canInClassroom(role, 'classroom.read')) throw notFound()
  if (!canInClassroom(role, action)) throw new AppError('forbidden')
  return { user, role, ...facts }
}

export interface ProjectGrant extends ProjectFacts {
  user: SessionUser
  can(action: ProjectAction): boolean
}

/** Who is kept away hears so; to anybody else who may not come in it is not there. */
export async function refusalToEnter(
  db: DbOrTx,
  userId: string,
  of: Parameters<typeof isKeptAway>[2],
): Promise<AppError> {
  return (await isKeptAway(db, userId, of)) ? new AppError('forbidden', 'kept_away') : notFound()
}

/** `evenAway`: for the few things that somebody may do who is kept away. */
export async function requireProject(
  ctx: Ctx,
  projectId: string,
  action: ProjectAction,
  db: DbOrTx = ctx.db,
  { evenAway = false } = {},
): Promise<ProjectGrant> {
  const user = requireUser(ctx)
  const facts = await findProjectFacts(db, user.id, projectId, { evenAway })
  if (!facts) throw await refusalToEnter(db, user.id, { projectId })
  const can = (asked: ProjectAction) => canInProject(facts.role, facts.state, asked, facts.kind)
  if (!can(action))
    throw facts.state === 'archived' && !isOfArchive(action)
      ? new AppError('conflict', 'project_archived')
      : new AppError('forbidden')
  return { ...facts, user, can }
}

/** The same, for a request that names a group. */
export async function requireGroup(ctx: Ctx, groupId: string, action: ProjectAction, db: DbOrTx = ctx.db) {
  requireUser(ctx)
  const group = await findGroupProject(db, groupId)
  if (!group) throw notFound()
  const grant = await requireProject(ctx, group.projectId, action, db)
  return { ...grant, groupName: group.name }
}

const reachOf = (facts: DocumentFactsRow): DocumentReach =>
  reachIn({ access: facts.access, groupId: facts.documentGroupId }, facts.groupId)

const reachIn = ({ access, groupId }: Audience, ownGroupId: string | null): DocumentReach => {
  if (access !== 'group') return access
  return groupId === ownGroupId ? 'own_group' : 'other_group'
}

/** For whom a document is, or was. */
interface Audience {
  access: DocumentAccess
  groupId: string | null
}

/** A freeze with an end that has passed is over, whether or not somebody has written that down yet. */
const stateNow = (facts: DocumentFactsRow, now: Date): DocumentState =>
  facts.documentState === 'frozen' && facts.frozenUntil !== null && facts.frozenUntil <= now
    ? 'open'
    : facts.documentState

export interface DocumentGrantFacts extends DocumentFactsRow, WritingHere {
  stateNow: DocumentState
  reach: DocumentReach
  grant: Exclude<DocumentGrant, 'none'>
  /** What rules leave of their writing here. */
  writing: WritingMode | null
  /** On a board, what they change is put back. */
  isPaused: boolean
  /** Sees versions and what was deleted, from the time on since which the document is for them. */
  seesHistory: boolean
  /** Would this person have seen what was written for these? */
  wasIn(audience: Audience): boolean
  can(action: ProjectAction): boolean
}

/** The one answer about a document for both doors: HTTP and socket. Null where it may not be seen. */
export async function grantForDocument(
  db: DbOrTx,
  userId: string,
  documentId: string,
  now: Date,
): Promise<DocumentGrantFacts | null> {
  const facts = await findDocumentFacts(db, userId, documentId)
  return facts && grantFrom(facts, now)
}

/** The same, where the facts are here already. Null where it may not be seen. */
export function grantFrom(facts: DocumentFactsRow, now: Date): DocumentGrantFacts | null {
  const documentState = stateNow(facts, now)
  const reach = reachOf(facts)
  const writing = writingMode(facts.role, facts.rules, now)
  const grant = documentGrant({
    role: facts.role,
    projectKind: facts.projectKind,
    projectState: facts.projectState,
    documentState,
    isDamaged: facts.damagedAt !== null,
    reach,
    writing,
  })
  if (grant === 'none') return null
  return {
    ...facts,
    stateNow: documentState,
    reach,
    grant,
    writing,
    ...writingHere({ ...facts, stateNow: documentState, reach, grant, writing }, now),
    isPaused: isPausedBy(facts.role, facts.rules, now),
    seesHistory: seesHistory(facts.role, reach),
    wasIn: (audience) => seesHistory(facts.role, reachIn(audience, facts.groupId)),
    can: (action) => canInProject(facts.role, facts.projectState, action, facts.projectKind),
  }
}

/** `needs` is what the use case does with the content; a project action may be asked on top. */
export async function requireDocument(
  ctx: Ctx,
  documentId: string,
  needs: { content: 'read' | 'write'; action?: ProjectAction; history?: true },
  db: DbOrTx = ctx.db,
): Promise<DocumentGrantFacts & { user: SessionUser }> {
  const user = requireUser(ctx)
  const grant = await grantForDocument(db, user.id, documentId, ctx.now())
  if (!grant) throw await refusalToEnter(db, user.id, { documentId })
  if (needs.action && !grant.can(needs.action)) throw new AppError('forbidden')
  if (needs.history && !grant.seesHistory) throw new AppError('forbidden', 'history_of_writers')
  if (needs.content === 'write' && grant.grant !== 'write') throw refusalToWrite(grant)
  return { ...grant, user }
}

type ChannelPlace = Pick<ChannelFacts, 'kind' | 'channelGroupId' | 'pupilId' | 'pupilSchoolId'>

interface Asker {
  userId: string
  role: MemberRole
  schoolId: string
  groupId: string | null
}

function channelReach(channel: ChannelPlace, asker: Asker): ChannelReach {
  if (channel.kind === 'group') {
    if (channel.channelGroupId === null) return 'former_group'
    return channel.channelGroupId === asker.groupId ? 'own_group' : 'other_group'
  }
  if (channel.kind !== 'ask') return channel.kind
  if (channel.pupilId === asker.userId) return 'own_ask'
  return channel.pupilSchoolId === asker.schoolId ? 'ask_here' : 'ask_elsewhere'
}

/** The one answer about a channel for a person of its project, for lists, requests and what is sent to open sockets. */
export const grantForChannel = (channel: ChannelPlace, asker: Asker, projectState: ProjectState): DocumentGrant =>
  channelGrant({ role: asker.role, projectState, reach: channelReach(channel, asker) })

/** Whether a pupil who writes in their thread asks this person. */
export const isAsked = (channel: ChannelPlace, person: Asker): boolean =>
  isAskedIn(person.role, channelReach(channel, person))

export interface ChannelGrantFacts extends ChannelFacts {
  user: SessionUser
  grant: 'read' | 'write'
  canModerate: boolean
}

/** `needs`: to read, to write, or to moderate. Pauses are no matter of access: `server/chat` asks about them. */
export async function requireChannel(
  ctx: Ctx,
  channelId: string,
  needs: 'read' | 'write' | 'moderate',
  db: DbOrTx = ctx.db,
): Promise<ChannelGrantFacts> {
  const user = requireUser(ctx)
  const facts = await findChannelFacts(db, user.id, channelId)
  if (!facts) throw await refusalToEnter(db, user.id, { channelId })
  const channel = channelGrantFrom(user, facts, needs)
  if (needs === 'write') requireUnbound(channel, ctx.now())
  return channel
}

/** What rules leave of writing in a channel; a pupil's own thread with the teachers they never close. */
export const writingIn = ({ kind, role, rules }: ChannelFacts, now: Date): WritingMode | null =>
  kind === 'ask' ? null : writingMode(role, rules, now)

function requireUnbound(channel: ChannelFacts, now: Date): void {
  if (writingIn(channel, now) === 'read') throw new AppError('conflict', 'writing_ruled')
}

/** The same, where the facts are here already. */
export function channelGrantFrom(
  user: SessionUser,
  facts: ChannelFacts | null,
  needs: 'read' | 'write' | 'moderate',
): ChannelGrantFacts {
  const grant = facts && grantForChannel(facts, { ...facts, userId: user.id }, facts.projectState)
  if (!grant || grant === 'none') throw notFound()
  const canModerate = canInProject(facts.role, facts.projectState, 'channel.moderate', facts.projectKind)
  const channel = { ...facts, user, grant, canModerate }
  if (needs === 'write') requireWriting(channel)
  if (needs === 'moderate' && !canModerate) throw refusalToChange(facts)
  return channel
}

export function requireWriting(channel: ChannelGrantFacts): void {
  if (channel.grant !== 'write') throw refusalToChange(channel)
}

const refusalToChange = ({ projectState }: { projectState: ProjectState }) =>
  projectState === 'archived' ? new AppError('conflict', 'project_archived') : new AppError('forbidden')
