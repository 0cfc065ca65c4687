import { and, asc, eq, inArray, isNotNull, lte, min, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { groups } from '../schema/projects.ts'
import { appeals } from '../schema/appeals.ts'
import { users } from '../schema/users.ts'
import { type writingModes, type writingPurposes, writingRules, type writingTools } from '../schema/writing-rules.ts'

const answerer = alias(users, 'answerer')

type WritingMode = (typeof writingModes)[number]
export type WritingTool = (typeof writingTools)[number]
export type WritingPurpose = (typeof writingPurposes)[number]

/** A rule as far as access asks. */
export interface WritingRuleFact {
  mode: WritingMode
  /** Null: until a teacher lifts it. */
  until: string | null
  /** Of one pupil on one board, who reads on there. */
  isPause: boolean
}

/** Whom a rule binds: all three null for the whole project. */
export interface WritingTarget {
  userId: string | null
  groupId: string | null
  documentId: string | null
}

interface Place {
  projectId: SQLWrapper
  userId: SQLWrapper
  groupId: SQLWrapper
  /** Null in a channel. */
  documentId: SQLWrapper | null
  tool: SQL
}

const bindsIn = ({ projectId, userId, groupId, documentId, tool }: Place) => sql`
  rule.project_id = ${projectId} and rule.tool in ('all', ${tool})
  and (rule.user_id is null or rule.user_id = ${userId}) and (rule.group_id is null or rule.group_id = ${groupId})
  and ${documentId === null ? sql`rule.document_id is null` : sql`(rule.document_id is null or rule.document_id = ${documentId})`}`

/** A column: the rules that bind a person in a place, ended ones too. */
export const rulesIn = (place: Place) => sql<WritingRuleFact[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('mode', rule.mode, 'until', rule.until, 'isPause', rule.purpose = 'pause')), '[]')
  from writing_rules as rule where ${bindsIn(place)})`

/** The strictest rule of a place at a moment, `free` where none holds: as `writingMode` says it of the same rows. */
export const modeIn = (place: Place, at: SQL) => sql`(
  select coalesce(max(rule.mode), 'free') from writing_rules as rule
  where ${bindsIn(place)} and (rule.until is null or rule.until > ${at}))`

interface PersonThere {
  projectId: SQLWrapper
  userId: SQLWrapper
}

/**
 * Nobody keeps this person away from this project. No door of the project opens else: whatever asks for facts finds none.
 * Ends are no matter here: a rule that is over is taken away within the second.
 */
export const notAway = ({ projectId, userId }: PersonThere) => sql`not ${isAway({ projectId, userId })}`

export const isAway = ({ projectId, userId }: PersonThere) => sql<boolean>`exists (
  select from writing_rules as away
  where away.project_id = ${projectId} and away.user_id = ${userId} and away.mode = 'away')`

/** Whether somebody is kept away from the project of this. */
export async function isKeptAway(
  db: DbOrTx,
  userId: string,
  of: { projectId: string } | { documentId: string } | { channelId: string },
): Promise<boolean> {
  const [row] = await db
    .select({ id: writingRules.id })
    .from(writingRules)
    .where(
      and(eq(writingRules.userId, userId), eq(writingRules.mode, 'away'), eq(writingRules.projectId, projectOf(of))),
    )
  return row !== undefined
}

function projectOf(of: { projectId: string } | { documentId: string } | { channelId: string }) {
  if ('projectId' in of) return sql<string>`${of.projectId}::uuid`
  return 'documentId' in of
    ? sql<string>`(select project_id from documents where id = ${of.documentId}::uuid)`
    : sql<string>`(select project_id from channels where id = ${of.channelId}::uuid)`
}

const isAt = ({ userId, groupId, documentId }: WritingTarget) =>
  sql`(${writingRules.userId}, ${writingRules.groupId}, ${writingRules.documentId})
    is not distinct from (${userId}::uuid, ${groupId}::uuid, ${documentId}::uuid)`

export type NewWritingRule = Omit<typeof writingRules.$inferInsert, 'id'>

/** Sets a rule, or what it says now where one stands in its place. Gives its id. */
export async function upsertWritingRule(db: DbOrTx, rule: NewWritingRule): Promise<string> {
  const { mode, reason, setBy, setAt, until } = rule
  const { projectId, userId, groupId, documentId, tool, purpose } = writingRules
  const [row] = await db
    .insert(writingRules)
    .values(rule)
    .onConflictDoUpdate({
      target: [projectId, userId, groupId, documentId, tool, purpose],
      set: { mode, reason: reason ?? null, setBy, setAt, until: until ?? null },
    })
    .returning({ id: writingRules.id })
  if (!row) throw new Error('a rule was set without a row')
  return row.id
}

/** A rule by its id, or null. */
export async function findWritingRule(db: DbOrTx, ruleId: string) {
  const [row] = await db.select().from(writingRules).where(eq(writingRules.id, ruleId))
  return row ?? null
}

export async function deleteWritingRuleById(db: DbOrTx, ruleId: string): Promise<void> {
  await db.delete(writingRules).where(eq(writingRules.id, ruleId))
}

/** Whether there was one. */
export async function deleteWritingRule(
  db: DbOrTx,
  place: { projectId: string; target: WritingTarget; tool: WritingTool; purpose: WritingPurpose },
): Promise<boolean> {
  const gone = await db
    .delete(writingRules)
    .where(
      and(
        eq(writingRules.projectId, place.projectId),
        isAt(place.target),
        eq(writingRules.tool, place.tool),
        eq(writingRules.purpose, place.purpose),
      ),
    )
    .returning({ id: writingRules.id })
  return gone.length > 0
}

/** All rules of a project, with who set them and the names of what they bind, the newest last. */
export async function listWritingRules(db: DbOrTx, projectId: string) {
  return db
    .select({
      id: writingRules.id,
      userId: writingRules.userId,
      groupId: writingRules.groupId,
      documentId: writingRules.documentId,
      groupName: groups.name,
      documentTitle: documents.title,
      tool: writingRules.tool,
      mode: writingRules.mode,
      purpose: writingRules.purpose,
      reason: writingRules.reason,
      setAt: writingRules.setAt,
      setBy: users.displayName,
      until: writingRules.until,
      appealedAt: appeals.at,
      answer: appeals.answer,
      answeredBy: answerer.displayName,
    })
    .from(writingRules)
    .leftJoin(users, eq(users.id, writingRules.setBy))
    .leftJoin(groups, eq(groups.id, writingRules.groupId))
    .leftJoin(documents, eq(documents.id, writingRules.documentId))
    .leftJoin(appeals, eq(appeals.ruleId, writingRules.id))
    .leftJoin(answerer, eq(answerer.id, appeals.answeredBy))
    .where(eq(writingRules.projectId, projectId))
    .orderBy(asc(writingRules.setAt), asc(writingRules.id))
}

export type WritingRuleRow = Awaited<ReturnType<typeof listWritingRules>>[number]

/** Of rules that are here already those that bind a person in a place, as `rulesIn` finds them. */
export const rulesBinding = (
  rules: readonly WritingRuleRow[],
  place: { userId: string; groupId: string | null; documentId: string | null; tool: WritingTool },
): WritingRuleFact[] =>
  rules
    .filter(
      ({ userId, groupId, documentId, tool }) =>
        (tool === 'all' || tool === place.tool) &&
        (userId === null || userId === place.userId) &&
        (groupId === null || groupId === place.groupId) &&
        (documentId === null || documentId === place.documentId),
    )
    .map(({ mode, until, purpose }) => ({
      mode,
      until: until?.toISOString() ?? null,
      isPause: purpose === 'pause',
    }))

export const toolOf = (kind: 'page' | 'board' | 'wall'): WritingTool => (kind === 'page' ? 'page' : 'board')

/** What the table says of a board: whether new things wait there for a teacher, and who is paused, when and by whom. */
export async function findBoardRules(db: DbOrTx, documentId: string) {
  const rows = await db
    .select({
      userId: writingRules.userId,
      mode: writingRules.mode,
      purpose: writingRules.purpose,
      reason: writingRules.reason,
      by: users.displayName,
    })
    .from(writingRules)
    .leftJoin(users, eq(users.id, writingRules.setBy))
    .where(and(eq(writingRules.documentId, documentId), inArray(writingRules.tool, ['board', 'all'])))
    .orderBy(asc(writingRules.setAt), asc(writingRules.id))
  const pauses = rows.flatMap(({ userId, purpose, reason, by }) =>
    purpose === 'pause' && userId !== null ? [{ userId, reason, by }] : [],
  )
  return { needsApproval: rows.some(({ mode }) => mode === 'approval'), pauses }
}

/** Lets what is new on a board wait for a teacher, where nothing stricter binds it already. */
export async function insertBoardApproval(
  tx: Tx,
  rule: Pick<NewWritingRule, 'projectId' | 'documentId' | 'setBy' | 'setAt'>,
): Promise<void> {
  await tx
    .insert(writingRules)
    .values({ ...rule, tool: 'board', mode: 'approval', purpose: 'rule' })
    .onConflictDoNothing()
}

export async function deleteBoardApproval(tx: Tx, documentId: string): Promise<void> {
  const { mode, purpose, tool } = writingRules
  const ofBoard = and(eq(writingRules.documentId, documentId), eq(tool, 'board'), eq(purpose, 'rule'))
  await tx.delete(writingRules).where(and(ofBoard, eq(mode, 'approval')))
}

/** When the next rule ends, or null. */
export async function findNextRuleEnd(db: DbOrTx): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(writingRules.until) })
    .from(writingRules)
    .where(isNotNull(writingRules.until))
  return row?.at ?? null
}

/** Rules that have ended. */
export async function listEndedRules(db: DbOrTx, now: Date): Promise<string[]> {
  const rows = await db.select({ id: writingRules.id }).from(writingRules).where(lte(writingRules.until, now))
  return rows.map(({ id }) => id)
}

/** Takes away a rule that has ended, and gives it; null where somebody has set another end meanwhile. */
export async function deleteEndedRule(tx: Tx, ruleId: string, now: Date) {
  const [row] = await tx
    .delete(writingRules)
    .where(and(eq(writingRules.id, ruleId), lte(writingRules.until, now)))
    .returning()
  return row ?? null
}

export type EndedRule = NonNullable<Awaited<ReturnType<typeof deleteEndedRule>>>
