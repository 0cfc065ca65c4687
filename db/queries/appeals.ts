import { and, asc, eq, isNull } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { appeals } from '../schema/appeals.ts'
import { users } from '../schema/users.ts'
import { writingRules } from '../schema/writing-rules.ts'

/** Whether it is new: of one sanction one asks once. */
export async function insertAppeal(db: DbOrTx, appeal: { ruleId: string; words: string; at: Date }): Promise<boolean> {
  const made = await db.insert(appeals).values(appeal).onConflictDoNothing().returning({ ruleId: appeals.ruleId })
  return made.length > 0
}

/** A sanction that is set anew may be asked about anew. */
export async function deleteAppeal(db: DbOrTx, ruleId: string): Promise<void> {
  await db.delete(appeals).where(eq(appeals.ruleId, ruleId))
}

const selectAppeals = (db: DbOrTx) =>
  db
    .select({ rule: writingRules, words: appeals.words, at: appeals.at, answeredAt: appeals.answeredAt })
    .from(appeals)
    .innerJoin(writingRules, eq(writingRules.id, appeals.ruleId))

/** What pupils of a project ask and nobody has answered, the oldest first, with who set it. */
export async function listOpenAppeals(db: DbOrTx, projectId: string) {
  return db
    .select({ rule: writingRules, words: appeals.words, at: appeals.at, by: users.displayName })
    .from(appeals)
    .innerJoin(writingRules, eq(writingRules.id, appeals.ruleId))
    .leftJoin(users, eq(users.id, writingRules.setBy))
    .where(and(eq(writingRules.projectId, projectId), isNull(appeals.answeredAt)))
    .orderBy(asc(appeals.at), asc(appeals.ruleId))
}

/** Holds what was asked about a sanction, with it, until the transaction ends. Null where there is none. */
export async function lockAppeal(tx: Tx, ruleId: string) {
  const [row] = await selectAppeals(tx).where(eq(appeals.ruleId, ruleId)).for('update')
  return row ?? null
}

export async function updateAppealAnswer(
  tx: Tx,
  ruleId: string,
  given: { answer: string; answeredBy: string; answeredAt: Date },
): Promise<void> {
  await tx.update(appeals).set(given).where(eq(appeals.ruleId, ruleId))
}
