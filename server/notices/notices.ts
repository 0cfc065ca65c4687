import {
  deleteOldNotices,
  findNotice,
  listNamed,
  listNotices,
  type NoticeRow,
  type NoticesAsked,
  updateNoticesRead,
} from '#db/queries/notices.ts'
import { reference } from '../kit/words.ts'
import { type Ctx, type Deps, requireUser, type SessionUser } from '../kit/context.ts'
import { nameFor } from '../kit/identity.ts'
import { ringEverywhere } from './ring.ts'
import { type Around, visibleNotices } from './visible.ts'
import { dayMs } from '../kit/nights.ts'

/* The bell: what was said to me, and what became of what I made or asked for. */

/** More than this is shown as "more than". */
const countedUnread = 100
const excerptLength = 140
const keptReadMs = 30 * dayMs
const keptMs = 180 * dayMs

/** My notices, newest first, from before one of them on. */
export async function showNotices(ctx: Ctx, { before, limit }: { before: string | null; limit: number }) {
  const user = requireUser(ctx)
  const start = before === null ? null : await findNotice(ctx.db, user.id, before)
  const asked: NoticesAsked = { userId: user.id, before: start, limit: limit + 1 }
  const found = await listNotices(ctx.db, asked)
  const page = found.slice(0, limit)
  const { rows, around } = await visibleNotices(ctx, user, page)
  return {
    notices: around === null ? [] : await viewsOf(ctx, user, rows, around),
    unreadCount: await countUnread(ctx, user),
    nextBefore: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** How many I have not read: at most 100, which means "100 or more". */
export async function showUnread(ctx: Ctx) {
  return { unreadCount: await countUnread(ctx, requireUser(ctx)) }
}

async function countUnread(ctx: Ctx, user: SessionUser): Promise<number> {
  const rows = await listNotices(ctx.db, { userId: user.id, isUnread: true, limit: countedUnread })
  return (await visibleNotices(ctx, user, rows)).rows.length
}

/** Marks these as read, or all that are there now. What rings for a pupil after quiet hours is not there yet. */
export async function readNotices(ctx: Ctx, noticeIds: string[] | 'all') {
  const user = requireUser(ctx)
  const all = async () => {
    const rows = await listNotices(ctx.db, { userId: user.id, isUnread: true, limit: 1_000 })
    return (await visibleNotices(ctx, user, rows)).rows.map((row) => row.id)
  }
  await updateNoticesRead(ctx.db, user.id, noticeIds === 'all' ? await all() : noticeIds, ctx.now())
  await ringEverywhere(ctx, user.id)
  return showUnread(ctx)
}

async function viewsOf(ctx: Ctx, user: SessionUser, rows: NoticeRow[], around: Around) {
  const mentioned = [...around.messages.values()].flatMap(({ text }) =>
    [...text.matchAll(reference)].flatMap(([, sign, id]) => (sign === '@' && id ? [id] : [])),
  )
  const actors = rows.flatMap((row) => row.actorId ?? [])
  const people = await listNamed(ctx.db, [...new Set([...actors, ...mentioned])])
  const named = new Map(people.map((person) => [person.id, { person, ...nameFor(user, person) }]))
  const nameOf = (id: string) => named.get(id)?.name ?? '…'
  return rows.map((row) => view(row, around, named, nameOf))
}

type Named = Map<
  string,
  ReturnType<typeof nameFor> & {
    person: { kind: 'staff' | 'pupil'; school: { id: string; name: string; countryCode: string } }
  }
>

function view(row: NoticeRow, around: Around, named: Named, nameOf: (id: string) => string) {
  const actor = row.actorId === null ? undefined : named.get(row.actorId)
  const project = row.projectId === null ? undefined : around.projects.get(row.projectId)
  const message = row.messageId === null ? undefined : around.messages.get(row.messageId)
  const document = row.documentId === null ? undefined : around.documents.get(row.documentId)
  const help = row.helpId === null ? undefined : around.helps.get(row.helpId)
  const contact = row.contactId === null ? undefined : around.contacts.get(row.contactId)
  const application = row.applicationId === null ? undefined : around.applications.get(row.applicationId)
  const classroom = row.classroomId === null ? undefined : around.classrooms.get(row.classroomId)
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    isRead: row.readAt !== null,
    actor: actor ? { name: actor.name, kind: actor.person.kind, school: actor.person.school } : null,
    project: project ? { id: project.projectId, name: project.name, cover: project.cover } : null,
    channel:
      row.channelId === null ? null : { id: row.channelId, kind: around.channels.get(row.channelId)?.kind ?? null },
    message: message
      ? {
          id: message.id,
          sequence: message.sequence,
          threadId: message.threadId,
          excerpt: excerptOf(message.text, nameOf),
          language: message.language,
        }
      : null,
    document: document ?? null,
    classroom: classroom ? { id: classroom.id, name: classroom.name } : null,
    approvalId: row.approvalId,
    searchId: row.searchId,
    contact: contact ?? null,
    application: application ?? null,
    help: help ? { id: help.id, title: help.title } : null,
  }
}

/** The beginning of what was said, with people by the names they have for this reader. */
function excerptOf(text: string, nameOf: (id: string) => string): string {
  const plain = text
    .replaceAll(reference, (_whole, sign: string, id: string) => (sign === '@' ? `@${nameOf(id)}` : '…'))
    .replaceAll(/\s+/g, ' ')
  const letters = [...plain]
  return letters.length > excerptLength ? `${letters.slice(0, excerptLength).join('')}…` : plain
}

/** What was read a month ago, or rang half a year ago, is over. */
export async function sweepNotices({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = (ms: number) => new Date(now().getTime() - ms)
  await deleteOldNotices(db, { read: before(keptReadMs), unread: before(keptMs) })
}
