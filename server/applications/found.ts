import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type ApplicationRow,
  findApplicationOf,
  insertApplication,
  listApplicationPeople,
  lockApplicant,
  updateApplication,
  upsertApplicationPerson,
} from '#db/queries/applications.ts'
import { findCampaignWithRules } from '#db/queries/calls.ts'
import { findSchool } from '#db/queries/schools.ts'
import { shutBy } from '../access/application-rules.ts'
import { requireStaff } from '../access/directory.ts'
import { requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { checkCondition } from '../campaigns/conditions/conditions.ts'
import { type Rules, rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { factsFor } from './facts.ts'
import type { ApplicationDraft } from './input.ts'

type Called = NonNullable<Awaited<ReturnType<typeof findCampaignWithRules>>>
type Subject = { userId: string | null; projectId: string | null; schoolId: string | null }

/** Begins an application, or goes on with the one that there is: there is one of each subject in a campaign. */
export async function beginApplication(ctx: Ctx, campaignId: string, draft: ApplicationDraft): Promise<{ id: string }> {
  const user = requireStaff(ctx)
  return ctx.db.transaction(async (tx) => {
    const called = await requireCalled(ctx, tx, campaignId)
    const rules = rulesOf(called.rulebook.rules)
    const subject = await subjectOf(ctx, tx, { called, rules, draft, user })
    await requireEligible(tx, called, rules, subject)
    await lockApplicant(tx, `${campaignId} ${subject.projectId ?? subject.schoolId ?? ''} ${subject.userId ?? ''}`)
    const known = await findApplicationOf(tx, { campaignId, ...subject })
    if (!known && rules.entry === 'invited') throw new AppError('conflict', 'application_not_invited')
    const id = known ? await goOn(tx, known, user) : await begin(ctx, tx, { campaignId, subject, draft, user })
    await upsertApplicationPerson(tx, {
      ...{ applicationId: id, userId: user.id, part: 'author' as const, confirmedAt: ctx.now() },
    })
    if (!known || known.state !== 'draft')
      await insertAudit(tx, {
        ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId: subject.projectId },
        ...{ action: 'application.begun', targetId: id, detail: { scheme: called.rulebook.scheme } },
      })
    return { id }
  })
}

async function requireCalled(ctx: Ctx, tx: Tx, campaignId: string): Promise<Called> {
  const called = await findCampaignWithRules(tx, campaignId)
  if (!called || called.campaign.state === 'draft') throw notFound()
  const { state: campaign, opensAt, closesAt } = called.campaign
  const shut = shutBy({ state: 'draft', round: 1, campaign, opensAt, closesAt, returnedUntil: null }, ctx.now())
  if (shut !== null) throw new AppError('conflict', shut)
  return called
}

interface Wanted {
  called: Called
  rules: Rules
  draft: ApplicationDraft
  user: SessionUser
}

/** What is applied for, by whoever may: a teacher of the project, or of the school itself, where the office's country is. */
async function subjectOf(ctx: Ctx, tx: Tx, { called, rules, draft, user }: Wanted): Promise<Subject> {
  if (rules.entry === 'computed' || rules.entry === 'derived')
    throw new AppError('conflict', 'application_not_applied_for')
  const isOfProject = rules.subject === 'project' || rules.subject === 'person_project'
  if (isOfProject) {
    if (!('projectId' in draft)) throw invalidField('projectId', 'invalid_input')
    const grant = await requireProject(ctx, draft.projectId, 'project.read', tx)
    if (grant.kind === 'circle') throw notFound()
    if (!isTeacherRole(grant.role)) throw new AppError('forbidden')
    await requireCountry(tx, called, grant.schoolId)
    return { userId: rules.subject === 'project' ? null : user.id, projectId: draft.projectId, schoolId: null }
  }
  if (!('schoolId' in draft)) throw invalidField('schoolId', 'invalid_input')
  if (draft.schoolId !== user.schoolId) throw notFound()
  const school = await requireCountry(tx, called, draft.schoolId)
  if (school.kind !== rules.subject) throw new AppError('conflict', 'application_subject')
  return { userId: null, projectId: null, schoolId: draft.schoolId }
}

/** An office calls those of its country; that of Europe everybody. */
async function requireCountry(tx: Tx, { office }: Called, schoolId: string) {
  const school = await findSchool(tx, schoolId)
  if (!school) throw notFound()
  if (office.countryCode !== null && office.countryCode !== school.countryCode)
    throw new AppError('conflict', 'application_country')
  return school
}

/** A kind of project never changes: whoever can never be recognised is told so before they write a word. */
async function requireEligible(tx: Tx, { office }: Called, rules: Rules, subject: Subject): Promise<void> {
  const kinds = rules.conditions.filter(({ is }) => is === 'project_kind')
  if (kinds.length === 0 || subject.projectId === null) return
  const facts = await factsFor(tx, { userId: null, projectId: subject.projectId, timeZone: office.timeZone })
  if (kinds.some((condition) => !checkCondition(facts, condition, lastDay).isMet))
    throw new AppError('conflict', 'application_kind')
}

/** Of a kind no day matters. */
const lastDay = '9999-12-31'

/** Of a school everybody in it writes; a project is entered by one teacher and whom they ask. */
async function goOn(tx: Tx, known: ApplicationRow, user: SessionUser): Promise<string> {
  const isOfOne = known.projectId !== null && known.userId === null && known.state !== 'withdrawn'
  const people = isOfOne ? await listApplicationPeople(tx, [known.id]) : []
  if (isOfOne && !people.some(({ userId, part }) => userId === user.id && part === 'author'))
    throw new AppError('conflict', 'application_by_colleague')
  if (known.state === 'invited' || known.state === 'withdrawn')
    await updateApplication(tx, known.id, { state: 'draft', submittedAt: null, submittedBy: null })
  return known.id
}

interface New {
  campaignId: string
  subject: Subject
  draft: ApplicationDraft
  user: SessionUser
}

const begin = (ctx: Ctx, tx: Tx, { campaignId, subject, draft, user }: New): Promise<string> =>
  insertApplication(tx, {
    ...{ campaignId, ...subject, state: 'draft', createdAt: ctx.now() },
    language: draft.language ?? user.locale ?? 'en',
  })
