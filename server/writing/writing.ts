import type { Tx } from '#db/client.ts'
import { listDocumentFacts } from '#db/queries/access.ts'
import { deleteAppeal } from '#db/queries/appeals.ts'
import { insertAudits } from '#db/queries/audit.ts'
import { findDocument } from '#db/queries/documents.ts'
import { findGroup, listGroupUserIds } from '#db/queries/groups.ts'
import { findMember, listMembers } from '#db/queries/members.ts'
import {
  deleteWritingRule,
  listWritingRules,
  upsertWritingRule,
  type WritingRuleRow,
  type WritingTarget,
} from '#db/queries/writing-rules.ts'
import { grantFrom, requireProject } from '../access/grants.ts'
import { isPupilRole } from '../access/rules.ts'
import { tellWhoMay } from '../access/tell.ts'
import { echoRules } from '../content/board-echo.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { secondsFrom } from '../kit/dates.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { type RuleGiven, type TargetGiven, targetsIn } from './input.ts'

/** Eyes on me is for a moment: who forgets it has not closed a class. */
const mostEyesSeconds = 300
/** Who is to stay away for longer is no matter of one teacher. */
const mostAwaySeconds = 14 * 24 * 60 * 60

/** For teachers every rule of the project; for a pupil those that bind them, with the words they were given. */
export async function showRules(ctx: Ctx, projectId: string) {
  const { user, groupId, role, can } = await requireProject(ctx, projectId, 'project.read', ctx.db, { evenAway: true })
  const isBound = (rule: WritingRuleRow) =>
    isPupilRole(role) &&
    (rule.userId === null || rule.userId === user.id) &&
    (rule.groupId === null || rule.groupId === groupId)
  // Who is paused on a board is listed there.
  const rules = (await listWritingRules(ctx.db, projectId)).filter(isShown)
  const isHeld = ({ until }: WritingRuleRow) => until === null || until > ctx.now()
  const held = rules.filter(isHeld)
  const seen = can('writing.rule') ? held : await readable(ctx, user.id, held.filter(isBound))
  return { rules: seen.map((rule) => ruleView(rule, ctx.now())), can: { rule: can('writing.rule') } }
}

type ShownRule = WritingRuleRow & { purpose: Exclude<WritingRuleRow['purpose'], 'pause'> }

const isShown = (rule: WritingRuleRow): rule is ShownRule => rule.purpose !== 'pause'

/** Without those of documents that are not there for this person. */
async function readable(ctx: Ctx, userId: string, rules: ShownRule[]): Promise<ShownRule[]> {
  const asked = rules.flatMap(({ documentId }) => (documentId === null ? [] : [{ userId, documentId }]))
  if (asked.length === 0) return rules
  const facts = await listDocumentFacts(ctx.db, asked)
  const there = new Set(facts.flatMap((one) => (one && grantFrom(one, ctx.now()) ? [one.documentId] : [])))
  return rules.filter(({ documentId }) => documentId === null || there.has(documentId))
}

const ruleView = (rule: ShownRule, now: Date) => ({
  id: rule.id,
  target: targetView(rule),
  tool: rule.tool,
  mode: rule.mode,
  purpose: rule.purpose,
  reason: rule.reason,
  by: rule.setBy ?? '',
  setAt: rule.setAt.toISOString(),
  until: rule.until?.toISOString() ?? null,
  /** The clock of a device may be a day off. */
  leftMs: rule.until === null ? null : rule.until.getTime() - now.getTime(),
  /** Whether its pupil has asked another teacher to look at it, and what was answered. */
  appeal:
    rule.appealedAt === null
      ? null
      : { at: rule.appealedAt.toISOString(), answer: rule.answer, by: rule.answeredBy ?? '' },
})

/** A pupil's name is looked up by whoever reads. */
function targetView({ userId, groupId, groupName, documentId, documentTitle }: WritingRuleRow) {
  if (userId !== null) return { kind: 'user' as const, id: userId }
  if (groupId !== null) return { kind: 'group' as const, id: groupId, name: groupName ?? '' }
  if (documentId !== null) return { kind: 'document' as const, id: documentId, name: documentTitle ?? '' }
  return { kind: 'project' as const }
}

/** Whom a rule was meant for and does not bind, and why. */
interface Left {
  target: TargetGiven
  reason: 'rule_target_gone' | 'rules_bind_pupils'
}

/**
 * Sets or lifts a rule, for one or for several at once; open screens obey within the second, and nobody's line is cut. Of
 * several all are set together that can be, and the others are named.
 */
export async function setRule(ctx: Ctx, projectId: string, given: RuleGiven) {
  const until = endOf(ctx, given)
  const { set, left } = await ctx.db.transaction(async (tx) => {
    const { user, schoolId } = await requireProject(ctx, projectId, 'writing.rule', tx)
    const chosen = await chooseTargets(tx, projectId, given)
    for (const { target } of chosen.set)
      await setOne(tx, { projectId, target, given, until, by: user.id, at: ctx.now() })
    const line = { at: ctx.now(), actorId: user.id, schoolId, projectId }
    await insertAudits(
      tx,
      chosen.set.map((one) => ({ ...line, ...auditOf(projectId, one, given, until) })),
    )
    return chosen
  })
  const targets = set.map(({ target }) => target)
  const away = given.mode === 'away' ? targets.flatMap(({ userId }) => userId ?? []) : []
  // Their lines are cut: whoever is kept away would not hear why.
  if (away.length > 0) ctx.rooms.tell(new Set(away), { topic: 'writing' })
  await obey(ctx, projectId, targets)
  return { ...(await showRules(ctx, projectId)), left }
}

interface Chosen {
  given: TargetGiven
  target: WritingTarget
}

/** Each once, in one order for all who set rules at the same time. Where one alone is named, what is wrong is an error. */
async function chooseTargets(tx: Tx, projectId: string, rule: RuleGiven) {
  const once = new Map(targetsIn(rule).map((one) => [JSON.stringify(one), one]))
  const [set, left]: [Chosen[], Left[]] = [[], []]
  for (const [, given] of [...once].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    try {
      const target = targetOf(projectId, given)
      await requireTarget(tx, projectId, target)
      set.push({ given, target })
    } catch (error) {
      if (rule.target !== undefined || !(error instanceof AppError)) throw error
      left.push({ target: given, reason: error.code === 'not_found' ? 'rule_target_gone' : 'rules_bind_pupils' })
    }
  }
  return { set, left }
}

interface OneRule {
  projectId: string
  target: WritingTarget
  given: RuleGiven
  until: Date | null
  by: string
  at: Date
}

async function setOne(tx: Tx, { projectId, target, given, until, by, at }: OneRule): Promise<void> {
  const { tool, purpose, mode, reason = null } = given
  if (mode === 'free') {
    await deleteWritingRule(tx, { projectId, target, tool, purpose })
    return
  }
  const place = { projectId, ...target, tool, purpose }
  await deleteAppeal(tx, await upsertWritingRule(tx, { ...place, mode, reason, until, setBy: by, setAt: at }))
}

function auditOf(projectId: string, { given, target }: Chosen, rule: RuleGiven, until: Date | null) {
  const { tool, mode, purpose, reason } = rule
  return {
    about: target.userId === null ? ('project' as const) : [target.userId],
    action: mode === 'free' ? 'writing.freed' : 'writing.ruled',
    targetId: target.userId ?? target.groupId ?? target.documentId ?? projectId,
    detail: {
      ...given,
      ...{ tool, mode, purpose },
      ...(reason ? { reason } : {}),
      ...(until === null ? {} : { until: until.toISOString() }),
    },
  }
}

function targetOf(projectId: string, target: TargetGiven): WritingTarget {
  // One address, two projects: nothing is found there.
  if ('project' in target && target.project !== projectId) throw notFound()
  return {
    userId: 'user' in target ? target.user : null,
    groupId: 'group' in target ? target.group : null,
    documentId: 'document' in target ? target.document : null,
  }
}

function endOf(ctx: Ctx, { mode, tool, purpose, reason, forSeconds, until }: RuleGiven): Date | null {
  const end = forSeconds ? secondsFrom(ctx.now(), forSeconds) : until ? new Date(until) : null
  if (mode === 'free') return null
  if (end !== null && end <= ctx.now()) throw invalidField('until', 'rule_end')
  if (mode === 'away') {
    if (purpose !== 'sanction' || tool !== 'all') throw invalidField('mode', 'away_sanction')
    if (!reason) throw invalidField('reason', 'away_reason')
    if (end === null || end > secondsFrom(ctx.now(), mostAwaySeconds)) throw invalidField('forSeconds', 'away_end')
  }
  if (purpose === 'eyes' && (end === null || end > secondsFrom(ctx.now(), mostEyesSeconds)))
    throw invalidField('forSeconds', 'eyes_end')
  return end
}

/** Only of this project, and of who writes under rules: pupils who are here. */
async function requireTarget(tx: Tx, projectId: string, { userId, groupId, documentId }: WritingTarget): Promise<void> {
  if (userId !== null) {
    const member = await findMember(tx, projectId, userId)
    if (member === null) throw notFound()
    if (!isPupilRole(member.role)) throw new AppError('conflict', 'rules_bind_pupils')
  }
  if (groupId !== null && !(await findGroup(tx, projectId, groupId))) throw notFound()
  if (documentId !== null && (await findDocument(tx, documentId))?.projectId !== projectId) throw notFound()
}

/** Open connections are judged again, each person once, and open screens ask what is said of it. */
export async function obey(
  deps: Pick<Deps, 'db' | 'rooms' | 'log'>,
  projectId: string,
  targets: readonly WritingTarget[],
): Promise<void> {
  const [people, documentIds]: [Set<string>, string[]] = [new Set(), []]
  let isForAll = false
  for (const { userId, groupId, documentId } of targets) {
    if (userId !== null) people.add(userId)
    else if (groupId !== null) for (const id of await listGroupUserIds(deps.db, groupId)) people.add(id)
    else if (documentId === null) isForAll = true
    else documentIds.push(documentId)
  }
  if (people.size > 0) await deps.rooms.recheck({ userIds: [...people] })
  if (isForAll) await deps.rooms.recheck({ projectIds: [projectId] })
  if (documentIds.length > 0) await deps.rooms.recheck({ documentIds })
  const isForMore = isForAll || documentIds.length > 0
  const also = isForMore ? (await listMembers(deps.db, projectId)).map((person) => person.userId) : [...people]
  if (targets.length > 0) await tellWhoMay(deps, { projectId, may: 'writing.rule', also }, { topic: 'writing' })
  for (const documentId of new Set(targets.map((target) => target.documentId))) await echoRules(deps, documentId)
}

/** What a teacher changed on a board itself is a rule from its commit on. */
export function obeySoon(deps: Pick<Deps, 'db' | 'rooms' | 'log'>, documentId: string): void {
  const obeyed = async () => {
    const document = await findDocument(deps.db, documentId)
    if (document !== null) await obey(deps, document.projectId, [{ userId: null, groupId: null, documentId }])
  }
  obeyed().catch((error: unknown) => deps.log.error({ err: error, documentId }, 'a rule of a board was not told'))
}
