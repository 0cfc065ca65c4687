import { countWaitingAt, listTaughtClassrooms } from '#db/queries/overview.ts'
import { findDayAt, listSchoolTerms } from '#db/queries/terms.ts'
import { listStaff } from '#db/queries/users.ts'
import { requireOverseer } from '../access/overseers.ts'
import { canInSchool } from '../access/school-rules.ts'
import type { Ctx } from '../kit/context.ts'
import { showSchoolTeams } from '../team/school-teams.ts'
import { termsOn } from '../terms/posts.ts'

/** The school at a glance, for its head. What others decide about it is counted here and lies where it always lies. */
export async function showOverview(ctx: Ctx) {
  const { user, role } = await requireOverseer(ctx)
  const { schoolId } = user
  const { year, teams, without } = await showSchoolTeams(ctx)
  const projects = teams.filter((team) => team.year === year)
  const isRunning = ({ state }: (typeof projects)[number]) => state !== 'closed' && state !== 'archived'
  const waiting = projects.filter((team) => isRunning(team) && team.approval?.isWanted && !team.approval.approvedAt)
  return {
    year,
    staff: await viewStaff(ctx, schoolId),
    classrooms: await listTaughtClassrooms(ctx.db, schoolId),
    projects: projects.map(({ projectId, name, publicTitle, kind, state, theme, classrooms }) => ({
      ...{ projectId, title: publicTitle || name, kind, state, theme },
      classrooms: classrooms.map((one) => one.name),
    })),
    /** Classrooms of which nobody is in a project of this year. */
    without,
    waits: { teams: waiting.length, ...(await countWaitingAt(ctx.db, schoolId)) },
    can: { decide: canInSchool(role, 'school.administer') },
  }
}

/** Whoever works here with their posts of today; the management first. */
async function viewStaff(ctx: Ctx, schoolId: string) {
  const day = await findDayAt(ctx.db, schoolId, ctx.now())
  const terms = termsOn(await listSchoolTerms(ctx.db, schoolId), day)
  const staff = (await listStaff(ctx.db, schoolId)).filter(({ suspendedAt }) => suspendedAt === null)
  const people = staff.map(({ id, displayName, isSchoolAdmin }) => ({
    ...{ id, displayName, isSchoolAdmin },
    posts: terms.filter(({ userId }) => userId === id).map(({ post }) => post),
  }))
  const rank = ({ posts }: (typeof people)[number]) =>
    posts.includes('head') ? 0 : posts.includes('management') ? 1 : 2
  return people.toSorted((one, other) => rank(one) - rank(other))
}
