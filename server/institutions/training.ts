import { searchFindable } from '#db/queries/findable-schools.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt, listSchoolTerms } from '#db/queries/terms.ts'
import { listStaff } from '#db/queries/users.ts'
import { foldSchool } from '#db/schema/folded.ts'
import { requireSchool, schoolRole } from '../access/grants.ts'
import { isArranger, requireArranger } from '../access/placements.ts'
import { canInSchool } from '../access/school-rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { termsOn } from '../terms/posts.ts'
import { viewAdmission } from './admission.ts'

/* What an institution needs to arrange placements: that it is admitted, who is trained there, and schools that take them. */

/** For its staff; whoever is of no institution has no training to be shown. */
export async function showTraining(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const school = await findSchool(ctx.db, user.schoolId)
  if (school?.kind !== 'institution') throw new AppError('forbidden')
  const mayApply = canInSchool(schoolRole(user), 'school.administer')
  const admission = await viewAdmission(ctx, school, mayApply)
  const mayArrange = admission.isAdmitted && (await isArranger(ctx, user))
  const people = mayArrange ? await peopleOf(ctx, user.schoolId) : []
  const named = ({ id, displayName }: (typeof people)[number]) => ({ id, displayName })
  return {
    admission,
    trainees: people.filter(({ isTrainee }) => isTrainee).map(named),
    // Who trains arranges for themselves; an administrator for whoever tutors.
    tutors: people.filter(({ id, isTrainee }) => !isTrainee && (mayApply || id === user.id)).map(named),
    countryCode: school.countryCode,
    can: { arrange: mayArrange },
  }
}

async function peopleOf(ctx: Ctx, schoolId: string) {
  const today = termsOn(await listSchoolTerms(ctx.db, schoolId), await findDayAt(ctx.db, schoolId, ctx.now()))
  const trainees = new Set(today.filter(({ post }) => post === 'trainee').map(({ userId }) => userId))
  const staff = await listStaff(ctx.db, schoolId)
  return staff
    .filter(({ suspendedAt }) => suspendedAt === null)
    .map(({ id, displayName }) => ({ id, displayName, isTrainee: trainees.has(id) }))
}

const mostFound = 10
const mostWords = 8

/** Schools that may be asked to take a trainee, by what begins a word of their name or town. */
export async function findHosts(ctx: Ctx, { country, q }: { country: string; q: string }) {
  await requireArranger(ctx)
  const words = foldSchool(q)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, mostWords)
  const found = await searchFindable(ctx.db, {
    ...{ countries: [country], words, code: null, limit: mostFound },
    isOfPupils: true,
  })
  return { schools: found.map(({ id, name, town, region }) => ({ id, name, town, region })) }
}
