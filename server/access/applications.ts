import {
  type ApplicationFound,
  findApplication,
  listApplicationPeople,
  listApplicationsById,
} from '#db/queries/applications.ts'
import { listMandatesOn } from '#db/queries/offices.ts'
import { findDayAt, listPostsOn } from '#db/queries/terms.ts'
import type { DbOrTx } from '#db/client.ts'
import type { ApplicationPart } from '#db/schema/values.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { type ApplicationAction, type ApplicationStanding, canInApplication, shutBy } from './application-rules.ts'

type People = Awaited<ReturnType<typeof listApplicationPeople>>

const standingOf: Record<ApplicationPart, ApplicationStanding> = {
  author: 'author',
  endorser: 'endorser',
  head: 'asked',
}

/** What somebody is to an application, of the parts that they have in it. Of what no one person applies for, all authors do. */
function standingsOf({ application }: ApplicationFound, people: People, userId: string): ApplicationStanding[] {
  const found = people
    .filter((one) => one.userId === userId)
    .map(({ part, confirmedAt }): ApplicationStanding => {
      if (confirmedAt === null) return 'asked'
      const isApplicant = part === 'author' && (application.userId === null || application.userId === userId)
      return isApplicant ? 'applicant' : standingOf[part]
    })
  return [...new Set(found)]
}

/** Of the school: of which it is, or of who applies. */
async function isHeadOf(ctx: Ctx, db: DbOrTx, user: SessionUser, schoolId: string | null): Promise<boolean> {
  if (schoolId === null || schoolId !== user.schoolId) return false
  const day = await findDayAt(db, schoolId, ctx.now())
  return (await listPostsOn(db, { userId: user.id, schoolId, day })).some(({ post }) => post === 'head')
}

/** Who has to declare it: where its school is, or that of who applies. */
const declaringSchool = ({ application }: ApplicationFound, people: People): string | null =>
  application.schoolId ?? people.find(({ part, confirmedAt }) => part === 'author' && confirmedAt)?.schoolId ?? null

const asksHead = ({ rulebook }: ApplicationFound) =>
  'declaration' in rulebook.rules && rulebook.rules.declaration === 'head'

/** The same, and as head of the school that has to declare it. */
export async function standingsWithHead(
  ctx: Ctx,
  { found, people, user }: { found: ApplicationFound; people: People; user: SessionUser },
  db: DbOrTx = ctx.db,
): Promise<ApplicationStanding[]> {
  const standings = standingsOf(found, people, user.id)
  const isHead = asksHead(found) && (await isHeadOf(ctx, db, user, declaringSchool(found, people)))
  return isHead ? [...standings, 'head'] : standings
}

/** Why nothing is written in it now; null: it is. */
export function shutNow(ctx: Pick<Ctx, 'now'>, { application, campaign, returned }: ApplicationFound): string | null {
  const { state, round } = application
  const { opensAt, closesAt } = campaign
  const returnedUntil = returned && new Date(returned.until)
  return shutBy({ state, round, campaign: campaign.state, opensAt, closesAt, returnedUntil }, ctx.now())
}

/**
 * An application, and what whoever asks is to it. To everybody else it is not there: pupils, colleagues who are not asked,
 * and offices too, which have doors of their own once it is handed in.
 */
export async function requireApplication(
  ctx: Ctx,
  applicationId: string,
  action: ApplicationAction,
  db: DbOrTx = ctx.db,
) {
  const user = requireUser(ctx)
  const found = user.kind === 'staff' ? await findApplication(db, applicationId) : null
  if (!found) throw notFound()
  const people = await listApplicationPeople(db, [applicationId])
  const standings = await standingsWithHead(ctx, { found, people, user }, db)
  if (!canInApplication(standings, 'application.read')) throw notFound()
  if (!canInApplication(standings, action)) throw new AppError('forbidden')
  const shut = shutNow(ctx, found)
  return {
    ...found,
    ...{ user, people, standings, shut },
    can: (other: ApplicationAction) => canInApplication(standings, other),
  }
}
export type ApplicationGrant = Awaited<ReturnType<typeof requireApplication>>

/** For what changes it: who may, as long as it is open. */
export async function requireOpenApplication(ctx: Ctx, applicationId: string, action: ApplicationAction, db: DbOrTx) {
  const grant = await requireApplication(ctx, applicationId, action, db)
  if (grant.shut !== null) throw new AppError('conflict', grant.shut)
  return grant
}

/** Of these those that somebody may hear of: one they have a part in, one of their school, one that their office decides about. */
export async function applicationsAround(ctx: Pick<Ctx, 'db' | 'now'>, user: SessionUser, ids: string[]) {
  const found = user.kind === 'staff' ? await listApplicationsById(ctx.db, ids) : []
  const people = await listApplicationPeople(
    ctx.db,
    found.map(({ application }) => application.id),
  )
  const seen = []
  for (const one of found) {
    const { id, schoolId } = one.application
    const own = people.filter(({ applicationId }) => applicationId === id)
    const isOwn = schoolId === user.schoolId || standingsOf(one, own, user.id).length > 0
    if (isOwn || (await directs(ctx, user, one.office.id))) seen.push({ id, isOwn, ...namesOf(one) })
  }
  return seen
}

const namesOf = ({ rulebook, projectName, schoolName }: ApplicationFound) => ({
  titles: rulebook.titles,
  of: projectName ?? schoolName ?? '',
})

const directs = async ({ db, now }: Pick<Ctx, 'db' | 'now'>, user: SessionUser, officeId: string) =>
  (await listMandatesOn(db, { userId: user.id, officeId, day: await findDayAt(db, officeId, now()) })).some(
    ({ post }) => post === 'director',
  )
