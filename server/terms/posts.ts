/*
 * Who had which post on which day. Pure. A term begins with its first day and is over on its last: what ended this morning
 * does not hold today, and a post that is handed over is held by one person on each day.
 */

interface Term {
  fromDate: string
  toDate: string | null
}

export const holdsOn = ({ fromDate, toDate }: Term, day: string): boolean =>
  fromDate <= day && (toDate === null || day < toDate)

/** Whether two terms have a day in common. */
export const meet = (one: Term, other: Term): boolean => {
  const starts = one.fromDate > other.fromDate ? one.fromDate : other.fromDate
  return holdsOn(one, starts) && holdsOn(other, starts)
}

/** Those of a school's terms that hold on a day: who was its head, its teachers … */
export const termsOn = <One extends Term>(terms: readonly One[], day: string): One[] =>
  terms.filter((term) => holdsOn(term, day))

/** Given by mistake: ended on the day it began, so that it was never held. */
export const wasNeverHeld = ({ fromDate, toDate }: Term): boolean => fromDate === toDate
