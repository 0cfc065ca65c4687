import { listDocumentFacts } from '#db/queries/access.ts'
import { findApproval } from '#db/queries/approvals.ts'
import { listChannelFacts } from '#db/queries/chat-channels.ts'
import {
  listClassroomNames,
  listMemberships,
  listMessagesById,
  listTitles,
  type NoticeRow,
} from '#db/queries/notices.ts'
import { listOwnSearchIds } from '#db/queries/searches.ts'
import { grantForApproval } from '../access/approvals.ts'
import { applicationsAround } from '../access/applications.ts'
import { contactsAround } from '../access/contacts.ts'
import { grantForChannel, grantFrom } from '../access/grants.ts'
import { visibleHelp } from '../access/help.ts'
import type { Deps, SessionUser } from '../kit/context.ts'
import { clocksOf, quietOf } from '../clocks/clocks.ts'

type Clocked = Pick<Deps, 'db' | 'now'>

/* What of the bell somebody may see now: rights are asked when it is read, not when it rang. */

const idsOf = <
  Key extends
    | 'projectId'
    | 'channelId'
    | 'messageId'
    | 'documentId'
    | 'classroomId'
    | 'approvalId'
    | 'helpId'
    | 'contactId'
    | 'searchId'
    | 'applicationId',
>(
  rows: NoticeRow[],
  key: Key,
) => [...new Set(rows.flatMap((row) => row[key] ?? []))]

const byId = <Row, Key extends keyof Row>(rows: Row[], key: Key) => new Map(rows.map((row) => [row[key], row]))

/** Approvals that this person may read. */
async function readApprovals(ctx: Clocked, user: SessionUser, rows: NoticeRow[]): Promise<Set<string>> {
  const readable = new Set<string>()
  for (const id of idsOf(rows, 'approvalId')) {
    const row = await findApproval(ctx.db, id)
    if (row && (await grantForApproval(ctx.db, ctx, user, row))) readable.add(id)
  }
  return readable
}

/** Everything that these notices speak of and this person may see. */
async function readAround(ctx: Clocked, user: SessionUser, rows: NoticeRow[]) {
  const projects = await listMemberships(ctx.db, user.id, idsOf(rows, 'projectId'))
  const channels = (await listChannelFacts(ctx.db, user.id, idsOf(rows, 'channelId'))).filter(
    (facts) => grantForChannel(facts, { ...facts, userId: user.id }, facts.projectState) !== 'none',
  )
  const documentIds = idsOf(rows, 'documentId')
  const facts =
    documentIds.length === 0
      ? []
      : await listDocumentFacts(
          ctx.db,
          documentIds.map((documentId) => ({ userId: user.id, documentId })),
        )
  const seen = facts.flatMap((one) => (one && grantFrom(one, ctx.now()) ? [one.documentId] : []))
  const classrooms = user.kind === 'staff' ? await listClassroomNames(ctx.db, idsOf(rows, 'classroomId')) : []
  return {
    projects: byId(projects, 'projectId'),
    channels: byId(channels, 'channelId'),
    messages: byId(
      (await listMessagesById(ctx.db, idsOf(rows, 'messageId'))).filter((row) => row.deletedAt === null),
      'id',
    ),
    documents: byId(await listTitles(ctx.db, seen), 'id'),
    classrooms: byId(
      classrooms.filter((one) => one.schoolId === user.schoolId),
      'id',
    ),
    approvals: await readApprovals(ctx, user, rows),
    contacts: byId(await contactsAround(ctx, user, idsOf(rows, 'contactId')), 'id'),
    searches: new Set(await listOwnSearchIds(ctx.db, user.id, idsOf(rows, 'searchId'))),
    applications: byId(await applicationsAround(ctx, user, idsOf(rows, 'applicationId')), 'id'),
    helps: byId(await visibleHelp(ctx, user, idsOf(rows, 'helpId')), 'id'),
  }
}

export type Around = Awaited<ReturnType<typeof readAround>>

/** Who asks me still does; who wrote to me is my contact still. */
function isOfContact({ contactId, kind }: NoticeRow, { contacts }: Around): boolean {
  const standing = contactId === null ? undefined : contacts.get(contactId)?.standing
  return standing === (kind === 'contact_asked' ? 'asking' : 'contact')
}

/** Who asks to come into a circle is told to those who let in, while they do. */
function isOfProject({ projectId, kind }: NoticeRow, { projects }: Around): boolean {
  const project = projectId === null ? undefined : projects.get(projectId)
  return project !== undefined && (kind !== 'circle_asked' || project.role === 'owner')
}

/** A notice is there where everything it speaks of is. */
function isThere(row: NoticeRow, around: Around): boolean {
  if (row.projectId !== null && !isOfProject(row, around)) return false
  if (row.channelId !== null && !around.channels.has(row.channelId)) return false
  if (row.messageId !== null && !around.messages.has(row.messageId)) return false
  if (row.documentId !== null && !around.documents.has(row.documentId)) return false
  if (row.approvalId !== null && !around.approvals.has(row.approvalId)) return false
  if (row.helpId !== null && !around.helps.has(row.helpId)) return false
  if (row.applicationId !== null && !around.applications.has(row.applicationId)) return false
  if (row.searchId !== null && !around.searches.has(row.searchId)) return false
  if (row.contactId !== null && !isOfContact(row, around)) return false
  return row.classroomId === null || around.classrooms.has(row.classroomId)
}

/** Up to when the bell has rung for this person: a pupil's is silent in quiet hours, and rings after them. */
async function rungUntil(ctx: Clocked, user: SessionUser) {
  if (user.kind === 'staff') return () => ctx.now()
  const clock = (await clocksOf(ctx, [user.schoolId])).get(user.schoolId)
  return (projectId: string | null): Date =>
    (clock && quietOf(clock, projectId, ctx.now())?.since) ?? new Date(ctx.now().getTime() + 1)
}

/** Of these notices those that this person may see now, with what they speak of. */
export async function visibleNotices(ctx: Clocked, user: SessionUser, rows: NoticeRow[]) {
  if (rows.length === 0) return { rows, around: null }
  const around = await readAround(ctx, user, rows)
  const until = await rungUntil(ctx, user)
  const isPupil = user.kind === 'pupil'
  return {
    rows: rows.filter((row) => isThere(row, around) && !(isPupil && row.at >= until(row.projectId))),
    around,
  }
}
