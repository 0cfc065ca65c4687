import type { ApplicationFound } from '#db/queries/applications.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { DbOrTx } from '#db/client.ts'
import { knownSchools } from '../campaigns/facts.ts'
import { checkAll, type CheckedCondition } from '../campaigns/conditions/conditions.ts'
import { appliedAtMost } from '../campaigns/conditions/application.ts'
import type { Asked } from '../campaigns/conditions/parameters.ts'
import type { Rules } from '../campaigns/rulebook.ts'
import { factsFor } from './facts.ts'

/** All conditions as of now, by the calendar of the office; how many one may apply for in a year is one of them. */
export async function conditionsNow(
  db: DbOrTx,
  { application, office, rulebook }: ApplicationFound,
  rules: Rules,
  now: Date,
): Promise<CheckedCondition[]> {
  const { id: applicationId, userId, projectId, schoolId } = application
  const day = await findDayAt(db, office.id, now)
  const { conditions } = rules
  const [known] = schoolId === null ? [] : await knownSchools(db, { schoolId }, { conditions, day })
  const facts = {
    ...(await factsFor(db, { applicationId, userId, projectId, timeZone: office.timeZone })),
    ...(known && { school: known.facts }),
  }
  const checked = checkAll(facts, conditions, day)
  const times = rules.limits.perPersonAndYear
  const isAsked = conditions.some(({ is }) => is === 'applied_at_most')
  if (times === null || isAsked || userId === null) return checked
  const { scheme } = rulebook
  const condition: Asked<'applied_at_most'> = {
    ...{ id: 'limit_of_year', is: 'applied_at_most', scheme, times, per: 'school_year' },
  }
  return [...checked, { id: condition.id, condition, answer: appliedAtMost(facts, condition, day) }]
}
