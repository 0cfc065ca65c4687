import type { Dormant, DormantStep } from '#db/queries/leaving.ts'
import { dayOf } from '../kit/dates.ts'
import { dayMs } from '../kit/nights.ts'

/*
 * After how many days without being here something happens to an account of staff, as dated data: a row holds from its day on.
 */

interface Times {
  from: string
  /** Out of the directory. */
  hide: number
  /** Nothing says who they were. */
  anonymise: number
  /** So long before each somebody is written to, and nothing happens to who was not. */
  notice: number
}

const times: readonly Times[] = [{ from: '0001-01-01', hide: 365, anonymise: 3 * 365, notice: 30 }]

export function timesOn(day: string): Times {
  const found = times.findLast(({ from }) => from <= day)
  if (!found) throw new Error('no times hold on that day')
  return found
}

/**
 * With whom a step is due now. Between being hidden and losing one's name lies the whole time, whatever the last day says:
 * it may be that of an upgrade, and who is hidden late is found late.
 */
export function dueOn(step: DormantStep, now: Date): Dormant {
  const { hide, anonymise, notice } = timesOn(dayOf(now))
  const ago = (days: number) => new Date(now.getTime() - days * dayMs)
  const isLast = step === 'warn_again' || step === 'anonymise'
  const before = step === 'warn' || step === 'warn_again' ? notice : 0
  return {
    step,
    seenBy: dayOf(ago((isLast ? anonymise : hide) - before)),
    warnedBy: ago(notice),
    hiddenBy: ago(anonymise - hide - before),
  }
}
