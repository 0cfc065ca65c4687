import type { DbOrTx } from '#db/client.ts'
import {
  countOpenHelp,
  findHelpView,
  findOfficeFor,
  insertHelp,
  insertHelpNote,
  listHelpAt,
  listHelpNotes,
  listHelpOf,
  listProjectsTaught,
} from '#db/queries/help.ts'
import { updateNoticesReadOfHelp } from '#db/queries/notices.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireProject, requireSchool } from '../access/grants.ts'
import { type HelpGrant, listHandlers, requireHelp } from '../access/help.ts'
import { requireOffice } from '../access/offices.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { noteHelp } from '../notices/help.ts'
import { ringAll } from '../notices/ring.ts'
import { ringEverywhere } from '../notices/ring.ts'
import type { HelpDraft } from './input.ts'
import { viewHelp, viewNote } from './views.ts'

/* What teachers ask of the office of their country. Where no office is open there is nothing to ask. */

/** More that are not settled is a flood. */
const mostOpen = 20

interface Asked {
  office?: string
  before?: string
  limit: number
}

/** One's own requests, the newest first, and whom one may ask about what; or those of an office. */
export async function listHelp(ctx: Ctx, { office, before, limit }: Asked) {
  const user = requireSchool(ctx, 'school.read')
  const start = before === undefined ? null : await cursorOf(ctx, before)
  const page = { before: start, limit: limit + 1 }
  const found = office === undefined ? await listHelpOf(ctx.db, user.id, page) : await listAt(ctx, office, page)
  const rows = found.slice(0, limit)
  return {
    ...(office === undefined ? await whomToAsk(ctx, user) : { office: null, projects: [] }),
    requests: rows.map(viewHelp),
    nextBefore: found.length > limit ? (rows.at(-1)?.request.id ?? null) : null,
  }
}

type Page = Parameters<typeof listHelpOf>[2]

async function listAt(ctx: Ctx, officeId: string, page: Page) {
  const { user, reach } = await requireOffice(ctx, officeId, 'help.answer')
  return listHelpAt(ctx.db, { officeId, reach, userId: user.id }, page)
}

/** A request that one may not see is no place to begin at. */
async function cursorOf(ctx: Ctx, helpId: string): Promise<Page['before']> {
  const { request } = await requireHelp(ctx, helpId)
  return { at: request.changedAt, id: request.id }
}

async function whomToAsk(ctx: Ctx, user: SessionUser) {
  const office = await findOfficeFor(ctx.db, user.schoolId)
  if (!office) return { office: null, projects: [] }
  return {
    office: { id: office.officeId, name: office.name },
    projects: await listProjectsTaught(ctx.db, user.id),
  }
}

/** Asks: the correspondent of the region, where somebody is that today, or else the office. */
export async function askForHelp(ctx: Ctx, { about, kind, title, text }: HelpDraft) {
  const user = requireSchool(ctx, 'school.read')
  const subject = await subjectOf(ctx, user, about)
  const office = await findOfficeFor(ctx.db, user.schoolId)
  if (!office) throw new AppError('conflict', 'no_office')
  const at = ctx.now()
  const { officeId, regionId } = office
  const { id, rings } = await ctx.db.transaction(async (tx) => {
    if ((await countOpenHelp(tx, user.id)) >= mostOpen) throw new AppError('conflict', 'help_many')
    const { holder, handlers } = await holderOf(ctx, tx, office)
    const times = { askedAt: at, waitingSince: at, changedAt: at }
    const row = { officeId, regionId, askedBy: user.id, kind, title, holder, ...subject, ...times }
    const id = await insertHelp(tx, row)
    await insertHelpNote(tx, { requestId: id, authorId: user.id, side: 'asker', at, text })
    const rung = { helpId: id, kind: 'help_asked' as const, actorId: user.id, at }
    return { id, rings: await noteHelp(tx, { ...rung, userIds: handlers.map(({ userId }) => userId) }) }
  })
  await ringAll(ctx, rings)
  return showHelp(ctx, id)
}

async function subjectOf(ctx: Ctx, user: SessionUser, about: HelpDraft['about']) {
  if ('self' in about) return { userId: user.id }
  if ('school' in about) return { schoolId: user.schoolId }
  const { projectId, role, kind } = await requireProject(ctx, about.project, 'project.read')
  // Into a circle nobody of an office can be invited to look.
  if (!isTeacherRole(role) || kind === 'circle') throw new AppError('forbidden')
  return { projectId }
}

async function holderOf(ctx: Ctx, db: DbOrTx, place: { officeId: string; regionId: string | null }) {
  const day = await findDayAt(db, place.officeId, ctx.now())
  const correspondents = await listHandlers(db, place, 'correspondent', day)
  if (correspondents.length > 0) return { holder: 'correspondent' as const, handlers: correspondents }
  return { holder: 'office' as const, handlers: await listHandlers(db, place, 'office', day) }
}

/** A request with its thread. Whoever reads it has read what the bell said of it. */
export async function showHelp(ctx: Ctx, helpId: string) {
  const grant = await requireHelp(ctx, helpId)
  const { user, side } = grant
  const found = await findHelpView(ctx.db, helpId)
  if (!found) throw notFound()
  const notes = await listHelpNotes(ctx.db, helpId, { withInternal: side === 'office' })
  if ((await updateNoticesReadOfHelp(ctx.db, user.id, helpId, ctx.now())) > 0) await ringEverywhere(ctx, user.id)
  return {
    request: viewHelp(found),
    side,
    notes: notes.map((note) => viewNote(ctx, grant, note)),
    can: await canDo(ctx, grant),
  }
}

async function canDo(ctx: Ctx, { user, side, request, day }: HelpGrant) {
  const isOffice = side === 'office'
  const other = request.holder === 'office' ? ('correspondent' as const) : ('office' as const)
  const isThere = isOffice && (await listHandlers(ctx.db, request, other, day)).length > 0
  return {
    write: !isOffice || request.state !== 'closed',
    noteInternally: isOffice,
    close: request.state !== 'closed',
    take: isOffice && request.state !== 'closed' && request.assignedTo !== user.id,
    letGo: isOffice && request.assignedTo === user.id,
    handTo: isThere && request.state !== 'closed' ? other : null,
    invite: !isOffice && request.projectId !== null && request.state !== 'closed',
  }
}
