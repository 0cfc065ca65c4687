import { listApplicationPeople, listApplicationsIn } from '#db/queries/applications.ts'
import { listCampaignsFor, listShippedRulebooks } from '#db/queries/calls.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireNetwork } from '../access/directory.ts'
import { requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { checkAll } from '../campaigns/conditions/conditions.ts'
import { type Rules, rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'
import { factsFor } from './facts.ts'

/** A call whose end has passed is named for so long. */
const namedMs = 60 * dayMs

const isOfProject = ({ subject, entry }: Rules) =>
  entry === 'apply' && (subject === 'project' || subject === 'person_project')

/** By what a project can be recognised, for its teachers: what is open and what of it is missing, and what it never can be. */
export async function showRecognition(ctx: Ctx, projectId: string) {
  const user = await requireNetwork(ctx)
  const { role, kind, schoolId } = await requireProject(ctx, projectId, 'project.read')
  if (kind === 'circle') throw notFound()
  if (!isTeacherRole(role)) throw new AppError('forbidden')
  const school = await findSchool(ctx.db, schoolId)
  if (!school) throw notFound()
  const called = await listCampaignsFor(ctx.db, school.countryCode, new Date(ctx.now().getTime() - namedMs))
  const ids = called.map(({ campaign }) => campaign.id)
  const there = await listApplicationsIn(ctx.db, projectId, ids)
  const people = await listApplicationPeople(
    ctx.db,
    there.map(({ id }) => id),
  )
  const campaigns = []
  for (const { campaign, rulebook, office } of called) {
    const rules = rulesOf(rulebook.rules)
    if (!isOfProject(rules)) continue
    const isOfPerson = rules.subject === 'person_project'
    const day = await findDayAt(ctx.db, office.id, ctx.now())
    const userId = isOfPerson ? user.id : null
    const facts = await factsFor(ctx.db, { userId, projectId, timeZone: office.timeZone })
    const conditions = checkAll(facts, rules.conditions, day).filter(({ condition }) => isKnownBefore(condition.is))
    const mine = there.find(
      ({ id, campaignId }) =>
        campaignId === campaign.id && people.some((one) => one.applicationId === id && one.userId === user.id),
    )
    campaigns.push({
      ...{ id: campaign.id, title: campaign.title, office: office.name, isExample: rules.isExample },
      ...{ scheme: rulebook.scheme, titles: rulebook.titles, timeZone: office.timeZone },
      opensAt: campaign.opensAt.toISOString(),
      closesAt: campaign.closesAt.toISOString(),
      decidesAt: campaign.decidesAt.toISOString(),
      isOpen: campaign.opensAt <= ctx.now() && ctx.now() < campaign.closesAt,
      isNever: conditions.some(({ condition, answer }) => condition.is === 'project_kind' && !answer.isMet),
      missing: conditions.flatMap(({ id, answer }) => (answer.isMet ? [] : [{ id, ...answer.missing }])),
      applicationId: mine?.id ?? null,
    })
  }
  return { kind, campaigns, never: await neverOf(ctx, { projectId, countryCode: school.countryCode, schoolId }) }
}

/** What the application itself has to say is asked when there is one. */
const isKnownBefore = (is: string) => is !== 'declared' && is !== 'endorsed'

/** What rules of today that came with Préau never give to a project of this kind. */
async function neverOf(ctx: Ctx, of: { projectId: string; countryCode: string; schoolId: string }) {
  const day = await findDayAt(ctx.db, of.schoolId, ctx.now())
  const facts = await factsFor(ctx.db, { userId: null, projectId: of.projectId, timeZone: 'UTC' })
  const books = await listShippedRulebooks(ctx.db, of.countryCode, day)
  const found = books.flatMap(({ scheme, titles, rules: stored }) => {
    const rules = rulesOf(stored)
    const kinds = rules.conditions.filter(({ is }) => is === 'project_kind')
    if (!isOfProject(rules) || checkAll(facts, kinds, day).every(({ answer }) => answer.isMet)) return []
    return [{ scheme, titles, only: kinds.flatMap((one) => (one.is === 'project_kind' ? one.in : [])) }]
  })
  return [...new Map(found.map((one) => [one.scheme, one])).values()]
}
