import type { Tx } from '#db/client.ts'
import { findApplication, listResults, replaceResults } from '#db/queries/applications.ts'
import { rulesOf } from '../campaigns/rulebook.ts'
import { conditionsNow } from './conditions.ts'

/**
 * Of a school: looks once more at its conditions when one decides, and keeps that beside what they were when it was handed in.
 * Gives those that it met then and does not meet any more: its head has left meanwhile.
 */
export async function keepConditionsDecided(tx: Tx, applicationId: string, now: Date): Promise<string[]> {
  const found = await findApplication(tx, applicationId)
  if (!found || found.application.schoolId === null) return []
  const { application, rulebook } = found
  const before = await listResults(tx, application, 'submitted')
  const conditions = await conditionsNow(tx, found, rulesOf(rulebook.rules), now)
  await replaceResults(
    tx,
    { application, stage: 'decided' },
    conditions.map(({ id, answer }) => ({
      ...{ condition: id, isMet: answer.isMet, proof: answer.proof, missing: answer.missing, checkedAt: now },
    })),
  )
  return conditions.flatMap(({ id, answer }) =>
    !answer.isMet && before.some(({ condition, isMet }) => condition === id && isMet) ? [id] : [],
  )
}
