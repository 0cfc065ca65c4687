import type { Decision, DeskItem } from '#client/data/desk.ts'

/** What a decision came to. */
export const doneWords = ({ kind }: DeskItem, decision: Decision) =>
  kind === 'appeal' && decision !== 'hide' ? (`desk.appeal_${decision}` as const) : (`desk.done_${decision}` as const)
