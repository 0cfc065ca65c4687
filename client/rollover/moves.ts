import type { Move, RolloverView } from '#client/data/rollover.ts'
import { sortByName } from '#client/locales/languages.ts'

/* What becomes of each class: what is proposed, but where somebody said otherwise. */

export type Edit = Partial<Pick<Move, 'does' | 'name'>>
/** By classroom. */
export type Edits = Readonly<Record<string, Edit>>

/** Of all classes as they are now: others make and rename some meanwhile. */
export function movesOf(classrooms: RolloverView['classrooms'], edits: Edits, locale: string): Move[] {
  return sortByName(classrooms, locale, ({ name }) => name).map(({ id, name: was, proposed }) => {
    const move = { id, was, ...proposed, ...edits[id] }
    return move.does === 'stays' ? { ...move, name: was } : move
  })
}

export const isSame = (moves: readonly Move[], others: readonly Move[]) =>
  JSON.stringify(moves) === JSON.stringify(others)
