import { describe, expect, it } from 'vitest'
import { approvalStates } from '#db/schema/values.ts'
import {
  type ApprovalAct,
  approvalActs,
  type ApprovalFacts,
  type ApprovalPart,
  approvalParts,
  mayAct,
  stateAfter,
} from '#server/access/approval-rules.ts'

const acts = Object.keys(approvalActs) as ApprovalAct[]
const facts = (values: Partial<ApprovalFacts>): ApprovalFacts => ({
  ...{ state: 'waiting', isOfSchool: false, isAppeal: false, isAppealed: false, parts: [], hasRefused: false },
  ...values,
})

/** What each may do in each state, by hand: what is not named is refused. */
const table: Record<(typeof approvalStates)[number], Record<ApprovalPart, ApprovalAct[]>> = {
  waiting: {
    asker: ['withdraw'],
    officer: ['ask', 'approve', 'refuse'],
    director: ['ask', 'approve', 'refuse'],
    head: ['ask', 'approve', 'refuse'],
    adviser: ['advise'],
  },
  question: {
    asker: ['answer', 'withdraw'],
    officer: ['approve', 'refuse'],
    director: ['approve', 'refuse'],
    head: ['approve', 'refuse'],
    adviser: ['advise'],
  },
  approved: { asker: [], officer: [], director: [], head: [], adviser: [] },
  refused: { asker: ['appeal'], officer: [], director: [], head: [], adviser: [] },
  withdrawn: { asker: [], officer: [], director: [], head: [], adviser: [] },
}

const cases = approvalStates.flatMap((state) => approvalParts.map((part) => ({ state, part })))

describe('the life of an approval', () => {
  it.each(cases)('in the state $state lets $part do what the table says', ({ state, part }) => {
    const may = acts.filter((act) => mayAct(facts({ state, parts: [part] }), act) === 'now')
    expect(may.toSorted()).toEqual(table[state][part].toSorted())
  })

  it('goes from waiting to a question and back, and to an end', () => {
    expect(stateAfter('waiting', 'ask')).toBe('question')
    expect(stateAfter('question', 'answer')).toBe('waiting')
    expect(stateAfter('question', 'advise')).toBe('question')
    for (const state of ['waiting', 'question'] as const) {
      expect(stateAfter(state, 'approve')).toBe('approved')
      expect(stateAfter(state, 'refuse')).toBe('refused')
      expect(stateAfter(state, 'withdraw')).toBe('withdrawn')
    }
    expect(stateAfter('refused', 'appeal')).toBe('refused')
  })

  it('tells who comes too late from who never may', () => {
    expect(mayAct(facts({ state: 'approved', parts: ['officer'] }), 'refuse')).toBe('late')
    expect(mayAct(facts({ state: 'approved', parts: ['adviser'] }), 'refuse')).toBe('never')
    expect(mayAct(facts({ state: 'waiting', parts: ['asker'] }), 'answer')).toBe('late')
    expect(mayAct(facts({ state: 'waiting', parts: ['asker'] }), 'approve')).toBe('never')
  })

  it('lets a director alone decide an appeal, and never who refused', () => {
    const appeal = (values: Partial<ApprovalFacts>) => mayAct(facts({ isAppeal: true, ...values }), 'approve')
    expect(appeal({ parts: ['officer'] })).toBe('never')
    expect(appeal({ parts: ['officer', 'director'] })).toBe('now')
    expect(appeal({ parts: ['officer', 'director'], hasRefused: true })).toBe('never')
  })

  it('is appealed once, and not where a school said no', () => {
    const appeal = (values: Partial<ApprovalFacts>) =>
      mayAct(facts({ state: 'refused', parts: ['asker'], ...values }), 'appeal')
    expect(appeal({})).toBe('now')
    expect(appeal({ isAppealed: true })).toBe('late')
    expect(appeal({ isAppeal: true })).toBe('late')
    expect(appeal({ isOfSchool: true })).toBe('late')
  })

  it('lets nobody decide about what they ask for themselves', () => {
    for (const act of ['approve', 'refuse', 'ask', 'advise'] as const)
      expect(mayAct(facts({ parts: ['asker', 'officer', 'director', 'head', 'adviser'] }), act), act).toBe('never')
  })
})
