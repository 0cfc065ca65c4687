import type { Tx } from '#db/client.ts'
import { listDocumentFacts } from '#db/queries/access.ts'
import { deleteAppeal } from '#db/queries/appeals.ts'
import { insertAudit } from '#db/queries/audit.ts'
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
import type { RuleGiven } from './input.ts'

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

/** Sets or lifts a rule; open screens obey within the second, and nobody's line is cut. */
export async function setRule(ctx: Ctx, projectId: string, given: RuleGiven) {
  const until = endOf(ctx, given)
  const target = targetOf(projectId, given)
  await ctx.db.transaction(async (tx) => {
    const { user, schoolId } = await requireProject(ctx, projectId, 'writing.rule', tx)
    await requireTarget(tx, projectId, target)
    const { tool, purpose, mode } = given
    if (mode === 'free') await deleteWritingRule(tx, { projectId, target, tool, purpose })
    else {
      const reason = given.reason ?? null
      const set = { setBy: user.id, setAt: ctx.now() }
      const ruleId = await upsertWritingRule(tx, { projectId, ...target, tool, purpose, mode, reason, until, ...set })
      await deleteAppeal(tx, ruleId)
    }
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: user.id,
      schoolId,
      about: target.userId === null ? 'project' : [target.userId],
      projectId,
      action: mode === 'free' ? 'writing.freed' : 'writing.ruled',
      targetId: target.userId ?? target.groupId ?? target.documentId ?? projectId,
      detail: {
        ...given.target,
        tool,
        mode,
        purpose,
        ...(given.reason ? { reason: given.reason } : {}),
        ...(until === null ? {} : { until: until.toISOString() }),
      },
    })
  })
  // Their lines are cut: whoever is kept away would not hear why.
  if (given.mode === 'away' && target.userId !== null) ctx.rooms.tell(new Set([target.userId]), { topic: 'writing' })
  await obey(ctx, { projectId, ...target })
  return showRules(ctx, projectId)
}

function targetOf(projectId: string, { target }: RuleGiven): WritingTarget {
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

/** Open connections are judged again, and open screens ask what is said of it. */
export async function obey(deps: Pick<Deps, 'db' | 'rooms' | 'log'>, rule: WritingTarget & { projectId: string }) {
  const { projectId, userId, groupId, documentId } = rule
  const bound = userId === null ? null : [userId]
  const userIds = groupId === null ? bound : await listGroupUserIds(deps.db, groupId)
  if (userIds !== null) await deps.rooms.recheck({ userIds })
  else await deps.rooms.recheck(documentId === null ? { projectIds: [projectId] } : { documentIds: [documentId] })
  const also = userIds ?? (await listMembers(deps.db, projectId)).map((person) => person.userId)
  await tellWhoMay(deps, { projectId, may: 'writing.rule', also }, { topic: 'writing' })
  await echoRules(deps, documentId)
}

/** What a teacher changed on a board itself is a rule from its commit on. */
export function obeySoon(deps: Pick<Deps, 'db' | 'rooms' | 'log'>, documentId: string): void {
  const obeyed = async () => {
    const document = await findDocument(deps.db, documentId)
    if (document !== null) await obey(deps, { projectId: document.projectId, userId: null, groupId: null, documentId })
  }
  obeyed().catch((error: unknown) => deps.log.error({ err: error, documentId }, 'a rule of a board was not told'))
}
