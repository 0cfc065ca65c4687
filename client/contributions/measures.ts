import type { ProjectContribution } from '#client/data/contributions.ts'

type Counts = Pick<ProjectContribution, 'kept' | 'things' | 'cards' | 'strokes' | 'comments' | 'messages'>

/** What is compared within a group: each by itself, since letters and strokes are not to be added. */
export const measures = ['letters', 'made', 'messages'] as const
export type Measure = (typeof measures)[number]

export const valueOf: Record<Measure, (counts: Counts) => number> = {
  letters: ({ kept }) => kept,
  made: ({ things, cards, strokes, comments }) => things + cards + strokes + comments,
  messages: ({ messages }) => messages,
}

/** Columns of the table and of the file, in this order. */
export const columnNames = [
  ...(['kept', 'typed', 'removed', 'things', 'cards', 'strokes'] as const),
  ...(['comments', 'changed', 'messages', 'documents'] as const),
]
