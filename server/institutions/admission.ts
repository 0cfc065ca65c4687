import { findAdmission, isAdmitted } from '#db/queries/admissions.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findOfficeOf } from '#db/queries/offices.ts'
import { findSchool, lockSchool, updateVouched } from '#db/queries/schools.ts'
import { requireSchool } from '../access/grants.ts'
import { ask } from '../approvals/ask.ts'
import type { Follower } from '../approvals/outcomes.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'

/* An institution applies to its country's office with a letter, and trains once it is admitted. */

export async function applyForAdmission(ctx: Ctx, letter: string) {
  const user = requireSchool(ctx, 'school.administer')
  const { schoolId } = user
  const asked = await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, schoolId)
    const school = await findSchool(tx, schoolId)
    if (school?.kind !== 'institution') throw new AppError('forbidden')
    const office = await findOfficeOf(tx, school.countryCode)
    if (!office) throw new AppError('conflict', 'no_office')
    if (await isAdmitted(tx, schoolId)) throw new AppError('conflict', 'institution_admitted')
    const made = await ask(tx, {
      subject: { schoolId },
      decider: { officeId: office.id },
      by: user,
      at: ctx.now(),
      text: letter,
    })
    await insertAudit(tx, made.line)
    return made
  })
  for (const userId of asked.rings) await ringEverywhere(ctx, userId)
  return { approval: { id: asked.id } }
}

/** Where an institution stands with its country's office: null where none is open, and nobody has to say yes. */
export async function viewAdmission(ctx: Ctx, school: { id: string; countryCode: string }, mayApply: boolean) {
  const office = await findOfficeOf(ctx.db, school.countryCode)
  const isAllowed = await isAdmitted(ctx.db, school.id)
  if (!office) return { isAdmitted: isAllowed, office: null, asked: null, canApply: false }
  const asked = await findAdmission(ctx.db, school.id)
  const isUnderWay = asked?.state === 'waiting' || asked?.state === 'question'
  return {
    isAdmitted: isAllowed,
    office: { name: office.name },
    asked,
    canApply: mayApply && !isAllowed && !isUnderWay,
  }
}

/** What follows for a school that an office decided about. */
export const admission: Follower = {
  hold: lockSchool,
  async follow(_ctx, tx, { subjectId, became }) {
    if (became === 'approved') await updateVouched(tx, subjectId)
    return { lines: [], tell: () => Promise.resolve() }
  },
}
