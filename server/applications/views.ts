import {
  type AnswerRow,
  listAnswers,
  listApplicationPeople,
  listApplicationsOf,
  listResults,
  type ApplicationFound,
} from '#db/queries/applications.ts'
import { listEvidence } from '#db/queries/evidence.ts'
import { canInApplication, shownState } from '../access/application-rules.ts'
import { type ApplicationGrant, requireApplication, shutNow, standingsWithHead } from '../access/applications.ts'
import { requireStaff } from '../access/directory.ts'
import { roleOfToday } from '../access/overseers.ts'
import { type Rules, rulesOf } from '../campaigns/rulebook.ts'
import type { BlindExtract } from '../extracts/blind.ts'
import type { Ctx } from '../kit/context.ts'
import type { Collaboration } from './collaboration.ts'
import { conditionsNow } from './conditions.ts'
import { listAskable } from './people.ts'
import { viewResult } from './result.ts'
import { gapsOf, isReopened, lacksOf } from './state.ts'

/** Of what whoever applies may know: marks and decisions are in none of it. */
function headOf(found: ApplicationFound) {
  const { application, campaign, rulebook, office, projectName, schoolName, applicant, returned } = found
  const { id, round, reopened, language, submittedAt } = application
  const { opensAt, closesAt, decidesAt, state } = campaign
  return {
    ...{ id, round, reopened, language },
    state: shownState(application.state, state),
    submittedAt: submittedAt?.toISOString() ?? null,
    /** Sent back by the office to be completed: why, and until when. */
    returned: returned && { reason: returned.reason, until: returned.until, at: returned.at.toISOString() },
    subject: {
      project: application.projectId === null ? null : { id: application.projectId, name: projectName ?? '' },
      school: application.schoolId === null ? null : { id: application.schoolId, name: schoolName ?? '' },
      person: application.userId === null ? null : { id: application.userId, name: applicant ?? '' },
    },
    campaign: {
      ...{ id: campaign.id, title: campaign.title, year: campaign.year, office: office.name },
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      decidesAt: decidesAt.toISOString(),
      /** By which the end is said there. */
      timeZone: office.timeZone,
      isPublished: state === 'published',
      scheme: rulebook.scheme,
      titles: rulebook.titles,
      version: rulebook.version,
    },
  }
}

/** Mine, with the state of each and what is missing. */
export async function showApplications(ctx: Ctx, projectId: string | undefined) {
  const user = requireStaff(ctx)
  const isHead = (await roleOfToday(ctx, user)) === 'management'
  const all = await listApplicationsOf(ctx.db, { userId: user.id, schoolId: user.schoolId, isHead })
  const found = all.filter(({ application }) => projectId === undefined || application.projectId === projectId)
  const ids = found.map(({ application }) => application.id)
  const [people, answers] = [await listApplicationPeople(ctx.db, ids), await listAnswers(ctx.db, ids)]
  const applications = []
  for (const one of found) {
    const { id, state, declaredAt } = one.application
    const own = people.filter(({ applicationId }) => applicationId === id)
    const written = answers.filter(({ applicationId }) => applicationId === id)
    const rules = rulesOf(one.rulebook.rules)
    const standings = await standingsWithHead(ctx, { found: one, people: own, user })
    // Of their school's applications a head has to do with those that they declare.
    if (standings.length === 0 && state !== 'invited') continue
    const conditions = state === 'draft' ? await conditionsNow(ctx.db, one, rules, ctx.now()) : []
    const shut = shutNow(ctx, one)
    const isWritten = shut === null && canInApplication(standings, 'application.write')
    applications.push({
      ...{ ...headOf(one), standings, shut },
      /** To which whoever asks can pin something now. */
      criteria: isWritten ? criteriaOf(rules, one.application) : [],
      missing: state === 'draft' ? lacksOf(rules, { conditions, answers: written, declaredAt }) : [],
    })
  }
  return { applications }
}

const criteriaOf = (rules: Rules, application: ApplicationFound['application']) =>
  rules.criteria.filter(({ id }) => isReopened(rules, application, id)).map(({ id, words }) => ({ id, words }))

/** All of one, as it is now; of one that was handed in, with its conditions as they were then. */
export async function showApplication(ctx: Ctx, applicationId: string) {
  const grant = await requireApplication(ctx, applicationId, 'application.read')
  const rules = rulesOf(grant.rulebook.rules)
  const answers = await listAnswers(ctx.db, [applicationId])
  const evidence = (await listEvidence(ctx.db, [applicationId])).map(viewEvidence)
  const conditions = await viewConditions(ctx, grant, rules)
  const { application } = grant
  const isOpen = grant.shut === null
  const lacks = isOpen
    ? lacksOf(rules, { conditions: conditions.checked, answers, declaredAt: application.declaredAt })
    : []
  return {
    application: {
      ...headOf(grant),
      rulebook: { source: grant.rulebook.source, isExample: rules.isExample, notes: rules.notes },
      form: rules.form.map((field) => ({ ...field, isOpen: isReopened(rules, application, field.criterion) })),
      criteria: rules.criteria.map((one) => ({ ...one, isOpen: isReopened(rules, application, one.id) })),
      declaration: rules.declaration,
      limits: rules.limits,
      answers: answers.map(viewAnswer),
      people: grant.people.map(({ applicationId: _, confirmedAt, ...one }) => ({
        ...one,
        confirmedAt: confirmedAt?.toISOString() ?? null,
        isMe: one.userId === grant.user.id,
      })),
      askable: isOpen && grant.can('application.ask') ? await listAskable(ctx.db, grant) : [],
      evidence,
      gaps: gapsOf(rules, answers, evidence),
      conditions: conditions.shown,
      /** Since when they stand as they are shown: null while they are looked at anew each time. */
      conditionsAt: conditions.at,
      missing: lacks,
      declared: viewDeclared(grant, answers),
      result: await viewResult(ctx, grant, rules),
      standings: grant.standings,
      shut: grant.shut,
      can: {
        write: isOpen && grant.can('application.write'),
        writeOwn: isOpen && grant.standings.includes('applicant'),
        ask: isOpen && grant.can('application.ask'),
        submit: isOpen && grant.can('application.submit'),
        withdraw: grant.can('application.submit') && ['draft', 'submitted'].includes(application.state),
        reply: isOpen && grant.standings.includes('asked'),
        declare: isOpen && grant.can('application.declare') && rules.declaration === 'head',
      },
    },
  }
}

async function viewConditions(ctx: Ctx, grant: ApplicationGrant, rules: Rules) {
  const { application, campaign } = grant
  const kept = application.state === 'draft' ? [] : await listResults(ctx.db, application, 'submitted')
  const [first] = kept
  if (first) {
    // What was found when one decided is told with the decision.
    const hears = campaign.state === 'published' && grant.can('application.hear')
    const decided = hears ? await listResults(ctx.db, application, 'decided') : []
    const shown = rules.conditions.flatMap((asks) => {
      const { id, is } = asks
      const row = kept.find(({ condition }) => condition === id)
      const fallen = decided.find(({ condition, isMet }) => condition === id && !isMet)?.missing ?? null
      return row ? [{ id, is, asks, isMet: row.isMet, proof: row.proof, missing: row.missing, fallen }] : []
    })
    return { checked: [], shown, at: first.checkedAt.toISOString() }
  }
  const checked = await conditionsNow(ctx.db, grant, rules, ctx.now())
  const shown = checked.map(({ id, condition, answer }) => ({
    ...{ id, is: condition.is, asks: condition, fallen: null },
    ...answer,
  }))
  return { checked, shown, at: null }
}

const viewAnswer = ({ field, text, revision, author, changedAt }: AnswerRow) => ({
  ...{ field, text, revision, author },
  changedAt: changedAt.toISOString(),
})

const isCollaboration = (copy: object): copy is Collaboration => 'months' in copy
const isBlind = (copy: object): copy is BlindExtract => 'blocks' in copy

/** What was stored is one of the two, as it was made here. */
export function copyOf(copy: object): Collaboration | BlindExtract {
  if (isCollaboration(copy) || isBlind(copy)) return copy
  throw new Error('evidence is neither an extract nor of a collaboration')
}

function viewEvidence({ row, pinnedBy }: Awaited<ReturnType<typeof listEvidence>>[number]) {
  const { id, criterion, sourceKind, sourceId, note, extract, withdrawnAt, withdrawnWhy } = row
  return {
    ...{ id, criterion, kind: sourceKind, sourceId, note, pinnedBy, extract: extract && copyOf(extract) },
    pinnedAt: row.pinnedAt.toISOString(),
    isWithdrawn: withdrawnAt !== null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    why: withdrawnWhy,
  }
}

/** Whether something was written after the head said yes to it is said beside it. */
function viewDeclared({ application }: ApplicationGrant, answers: readonly AnswerRow[]) {
  const { declaredAt: at } = application
  return at && { at: at.toISOString(), isOlder: answers.some(({ changedAt }) => changedAt > at) }
}
