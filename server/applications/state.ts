import type { AnswerRow, PersonRow } from '#db/queries/applications.ts'
import { type CheckedCondition } from '../campaigns/conditions/conditions.ts'
import type { Field, Rules } from '../campaigns/rulebook.ts'

/* What of an application is there, and what is missing before it can be handed in. Pure. */

/** What is missing: which condition, answer or signature, and the word that a screen puts into a sentence. */
export interface Lack {
  of: 'condition' | 'answer' | 'declaration'
  id: string
  word: string
  values: Readonly<Record<string, string | number>>
  /** The question that it is about, as it is asked; null: about none. */
  asked: Field['words'] | null
}

interface Written {
  conditions: readonly CheckedCondition[]
  answers: readonly Pick<AnswerRow, 'field' | 'text'>[]
  declaredAt: Date | null
}

/** Everything that stands between it and being handed in. */
export function lacksOf(rules: Rules, { conditions, answers, declaredAt }: Written): Lack[] {
  const wordsOf = (field: string) => rules.form.find(({ id }) => id === field)?.words ?? null
  const unmet = conditions.flatMap(({ id, condition, answer }): Lack[] => {
    const asked = condition.is === 'declared' ? wordsOf(condition.question) : null
    return answer.isMet ? [] : [{ of: 'condition', id, ...answer.missing, asked }]
  })
  const short = rules.form.flatMap(({ id, kind, least, words: asked }): Lack[] => {
    const there = answers.find(({ field }) => field === id)?.text.length ?? 0
    const values = { least, there }
    return kind === 'text' && there < least ? [{ of: 'answer', id, word: 'too_short', values, asked }] : []
  })
  const unsigned: Lack[] =
    rules.declaration === 'head' && declaredAt === null
      ? [{ of: 'declaration', id: 'head', word: 'not_declared_by_head', values: {}, asked: null }]
      : []
  return [...unmet, ...short, ...unsigned]
}

/** Of a criterion: what speaks to it so far. `bare`: nothing does. Whoever misses a knock-out gets nothing, whatever the rest. */
export interface Gap {
  criterion: string
  evidence: number
  answers: { written: number; of: number }
  knockOuts: number
  level: 'bare' | 'begun' | 'covered'
}

interface Pinned {
  criterion: string
  isWithdrawn: boolean
}

/** Covered is a criterion that is answered and shown by as much evidence as it has parts on which all hangs, at least by one. */
export function gapsOf(rules: Rules, answers: Written['answers'], pinned: readonly Pinned[]): Gap[] {
  return rules.criteria.map(({ id, isKnockOut, parts }) => {
    const fields = rules.form.filter(({ criterion }) => criterion === id)
    const isWritten = ({ id: field }: { id: string }) => answers.some((one) => one.field === field && one.text !== '')
    const written = fields.filter(isWritten).length
    const evidence = pinned.filter(({ criterion, isWithdrawn }) => criterion === id && !isWithdrawn).length
    const knockOuts = parts.filter((part) => part.isKnockOut).length + (isKnockOut ? 1 : 0)
    const isCovered = written === fields.length && evidence >= Math.max(1, knockOuts)
    const level = isCovered ? 'covered' : written + evidence === 0 ? 'bare' : 'begun'
    return { criterion: id, evidence, answers: { written, of: fields.length }, knockOuts, level }
  })
}

/** Whether a field or a criterion may be spoken to: in a second application only what was named. */
export function isReopened(
  rules: Rules,
  { round, reopened }: { round: number; reopened: readonly string[] },
  criterion: string | null,
) {
  if (round === 1) return true
  const found = rules.criteria.find(({ id }) => id === criterion)
  // A decision names a criterion, or `criterion.part`.
  return found !== undefined && reopened.some((one) => one === found.id || one.startsWith(`${found.id}.`))
}

export const isAuthor = ({ part, confirmedAt }: Pick<PersonRow, 'part' | 'confirmedAt'>): boolean =>
  part === 'author' && confirmedAt !== null
