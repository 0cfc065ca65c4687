import { countAnswers } from '#db/queries/answers.ts'
import type { Ctx } from '../kit/context.ts'
import { dayMs } from '../kit/nights.ts'

/* How a teacher answers first letters, as far as it is told: from enough of them, roughly, and of nobody in particular. */

export type AnswerRate = 'most' | 'half' | 'few'

/** Of fewer letters one could say who wrote them. */
const fewest = 5
const shares = { most: 0.75, half: 0.4 }
/** Letters of the last year, to which there was time to answer. */
const [longestMs, restMs] = [365 * dayMs, 14 * dayMs]

/** Null: not enough is known, which counts neither for nor against. */
function rateOf({ letters, answered }: { letters: number; answered: number }): AnswerRate | null {
  if (letters < fewest) return null
  const share = answered / letters
  if (share >= shares.most) return 'most'
  return share >= shares.half ? 'half' : 'few'
}

/** Of these teachers the rate of each that is known, as it is told to this reader. */
export async function ratesOf(
  ctx: Ctx,
  readerId: string,
  userIds: readonly string[],
): Promise<Map<string, AnswerRate>> {
  const now = ctx.now().getTime()
  const asked = { readerId, since: new Date(now - longestMs), until: new Date(now - restMs) }
  const rows = await countAnswers(ctx.db, [...new Set(userIds)], asked)
  return new Map(
    rows.flatMap((row) => {
      const rate = rateOf(row)
      return rate === null ? [] : [[row.userId, rate] as const]
    }),
  )
}
