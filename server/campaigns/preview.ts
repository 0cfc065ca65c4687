import { findRulebook } from '#db/queries/campaigns.ts'
import { findSchool } from '#db/queries/schools.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { invalidField, notFound } from '../kit/errors.ts'
import { checkCondition } from './conditions/conditions.ts'
import type { Facts } from './conditions/facts.ts'
import type { Condition } from './conditions/parameters.ts'
import { knownSchools } from './facts.ts'
import type { PreviewAsked } from './input.ts'
import { knownProjects } from './project-facts.ts'
import { type Rules, rulesOf } from './rulebook.ts'

/* Who would be eligible today by rules that nobody has saved yet. */

/** More are not looked at: what is said of them says so. */
const most = 5_000
const shown = 10

/** What is said in an application, or known once all are ranked, is not there before anybody applies. */
const isLater = ({ is }: Condition) => is === 'declared' || is === 'endorsed' || is === 'rank_within'

interface Candidate {
  id: string
  name: string
  /** Of a project: what is known with each adult in it. Whoever can apply with it makes it eligible. */
  facts: Facts[]
}

interface Asked {
  officeId: string
  rules: Rules
  conditions: readonly Condition[]
  countryCode: string | null
  day: string
}

async function candidates(ctx: Ctx, { officeId, rules, conditions, countryCode, day }: Asked): Promise<Candidate[]> {
  const { subject } = rules
  if (subject === 'project' || subject === 'person_project') {
    const house = await findSchool(ctx.db, officeId)
    if (!house) throw notFound()
    return knownProjects(ctx.db, { countryCode, timeZone: house.timeZone, limit: most })
  }
  // Of the schools of all countries each office sees its own.
  if (countryCode === null) return []
  const which = subject === 'school' ? { countryCode } : { countryCode, kind: 'institution' as const }
  const known = await knownSchools(ctx.db, which, { conditions, day })
  return known
    .filter(({ facts }) => subject === 'institution' || facts.registeredOn !== null)
    .filter(({ facts }) => facts.closedOn === null || facts.closedOn > day)
    .map(({ school: { id, name, town }, facts }) => ({ id, name: `${name}, ${town}`, facts: [{ school: facts }] }))
}

export async function previewRulebook(ctx: Ctx, officeId: string, rulebookId: string, { rules }: PreviewAsked) {
  const { office, day } = await requireOffice(ctx, officeId, 'campaign.edit')
  const { countryCode } = office
  const row = await findRulebook(ctx.db, rulebookId, { officeId, countryCode })
  if (!row) throw notFound()
  if (rulesOf(row.rules).subject !== rules.subject) throw invalidField('rules.subject', 'rulebook_subject')
  const conditions = rules.conditions.filter((one) => !isLater(one))
  const all = await candidates(ctx, { officeId, rules, conditions, countryCode, day })
  const eligible = all.filter(({ facts }) =>
    facts.some((known) => conditions.every((one) => checkCondition(known, one, day).isMet)),
  )
  return {
    ...{ on: day, subject: rules.subject, lookedAt: all.length, isPart: all.length === most },
    /** Null where the office has no schools of its own to look at. */
    count:
      countryCode === null && (rules.subject === 'school' || rules.subject === 'institution') ? null : eligible.length,
    first: eligible.slice(0, shown).map(({ id, name }) => ({ id, name })),
    /** What nobody knows before there is an application. */
    later: rules.conditions.filter(isLater).map(({ id }) => id),
  }
}
