import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  deleteApplicationPerson,
  lockApplication,
  updateApplication,
  upsertApplicationPerson,
} from '#db/queries/applications.ts'
import { listMembers } from '#db/queries/members.ts'
import { listStaff } from '#db/queries/users.ts'
import { type ApplicationGrant, requireApplication, requireOpenApplication } from '../access/applications.ts'
import { isTeacherRole } from '../access/rules.ts'
import { rulesOf } from '../campaigns/rulebook.ts'
import type { DbOrTx } from '#db/client.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { noteApplication } from '../notices/applications.ts'
import { ringAll } from '../notices/ring.ts'
import type { PersonAsked } from './input.ts'
import { isAuthor } from './state.ts'

/** As many as a dossier names. */
const mostPeople = 20

export interface Askable {
  userId: string
  name: string
  school: string
  parts: ('author' | 'endorser')[]
}

const asksInstitution = ({ rulebook }: ApplicationGrant) =>
  rulesOf(rulebook.rules).conditions.some((one) => one.is === 'endorsed' && one.by === 'institution')

/**
 * Who may be asked: teachers of the project, partners of other schools to stand by it too; of a school its staff, of an
 * institution who speaks for it too.
 */
export async function listAskable(db: DbOrTx, grant: ApplicationGrant): Promise<Askable[]> {
  const { application, people, user } = grant
  const { projectId, schoolId } = application
  const isIn = (userId: string) => people.some((one) => one.userId === userId)
  if (projectId === null) {
    const staff = await listStaff(db, schoolId ?? '')
    const parts: Askable['parts'] = asksInstitution(grant) ? ['author', 'endorser'] : ['author']
    return staff
      .filter(({ id, suspendedAt }) => suspendedAt === null && !isIn(id))
      .map(({ id, displayName }) => ({ userId: id, name: displayName, school: '', parts }))
  }
  const members = await listMembers(db, projectId)
  const home =
    application.userId === null ? user.schoolId : members.find(({ userId }) => userId === application.userId)?.school.id
  return members
    .filter(({ userId, role }) => isTeacherRole(role) && !isIn(userId))
    .map(({ userId, displayName, school }) => ({
      ...{ userId, name: displayName, school: school.name },
      parts: school.id === home ? ['author'] : ['author', 'endorser'],
    }))
}

/** Asks somebody to write it or to stand by it. Nobody is in it before they said yes. */
export async function askPerson(ctx: Ctx, applicationId: string, { userId, part }: PersonAsked): Promise<void> {
  const rings = await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const grant = await requireOpenApplication(ctx, applicationId, 'application.ask', tx)
    if (grant.people.some((one) => one.userId === userId && one.part === part)) return []
    const asked = (await listAskable(tx, grant)).find((one) => one.userId === userId)
    if (!asked?.parts.includes(part)) throw new AppError('conflict', 'application_person')
    if (grant.people.length >= mostPeople) throw new AppError('conflict', 'application_people_full')
    await upsertApplicationPerson(tx, { applicationId, userId, part, confirmedAt: null })
    await audit(ctx, tx, grant, { action: 'application.asked', about: [userId], detail: { part } })
    const rung = { kind: 'application_asked' as const, actorId: grant.user.id, userIds: [userId], at: ctx.now() }
    return noteApplication(tx, { applicationId, ...rung })
  })
  await ringAll(ctx, rings)
}

/** Says yes to what one is asked. */
export async function endorse(ctx: Ctx, applicationId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const grant = await requireOpenApplication(ctx, applicationId, 'application.reply', tx)
    const asked = grant.people.filter((one) => one.userId === grant.user.id && one.confirmedAt === null)
    for (const { part } of asked)
      await upsertApplicationPerson(tx, { applicationId, userId: grant.user.id, part, confirmedAt: ctx.now() })
    if (asked.length > 0) await audit(ctx, tx, grant, { action: 'application.joined' })
  })
}

/** Says no, goes again, or is asked no more. Whose it is to hand in stays; of several authors one does. */
export async function leaveApplication(ctx: Ctx, applicationId: string, userId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const isOwn = ctx.user?.id === userId
    const grant = isOwn
      ? await requireApplication(ctx, applicationId, 'application.read', tx)
      : await requireApplication(ctx, applicationId, 'application.submit', tx)
    if (grant.shut !== null) throw new AppError('conflict', grant.shut)
    if (!grant.people.some((one) => one.userId === userId)) throw notFound()
    const rest = grant.people.filter((one) => one.userId !== userId)
    if (grant.application.userId === userId || !rest.some(isAuthor))
      throw new AppError('conflict', 'application_last_author')
    await deleteApplicationPerson(tx, applicationId, userId)
    await audit(ctx, tx, grant, { action: 'application.left', about: [userId] })
  })
}

/** The head of the school declares it, as it stands then. */
export async function declare(ctx: Ctx, applicationId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const grant = await requireOpenApplication(ctx, applicationId, 'application.declare', tx)
    if (rulesOf(grant.rulebook.rules).declaration !== 'head')
      throw new AppError('conflict', 'application_no_declaration')
    const at = ctx.now()
    await updateApplication(tx, applicationId, { declaredAt: at, declaredBy: grant.user.id })
    await upsertApplicationPerson(tx, { applicationId, userId: grant.user.id, part: 'head', confirmedAt: at })
    await audit(ctx, tx, grant, { action: 'application.declared' })
  })
}

interface Line {
  action: string
  about?: string[]
  detail?: Record<string, string>
}

const audit = (ctx: Ctx, tx: Tx, { user, application }: ApplicationGrant, { about = [], ...line }: Line) =>
  insertAudit(tx, {
    ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId: application.projectId },
    ...{ targetId: application.id, about, ...line },
  })
