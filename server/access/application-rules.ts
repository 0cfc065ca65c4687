import type { ApplicationState } from '#db/schema/values.ts'

/* Who may do what with an application, and until when, as `rules.ts` says it of projects. Pure. Judging it is another table's. */

const applicationActions = {
  'application.read': 'read what it says, its evidence and its conditions; of marks and decisions nothing',
  'application.write': 'write its answers, pin evidence to it and take that back',
  'application.ask': 'ask colleagues to write it, partners to stand by it, the head to declare it',
  'application.submit': 'hand it in, and take it back',
  'application.reply': 'say yes or no to what one is asked, or go again',
  'application.declare': 'declare it as head of the school',
  'application.hear': 'hear what was decided and why, once that is published',
  'application.appeal': 'ask that a refusal is looked at once more',
} as const
export type ApplicationAction = keyof typeof applicationActions

/**
 * What somebody is to an application. `applicant`: it is theirs to hand in. `author`: writes the common part with them.
 * `endorser`: stands by it. `asked`: to be one of these, and has not said yes. `head`: of the school it is declared by.
 */
export type ApplicationStanding = 'applicant' | 'author' | 'endorser' | 'asked' | 'head'

const applicationRules: Record<ApplicationStanding, readonly ApplicationAction[]> = {
  applicant: [
    'application.read',
    'application.write',
    'application.ask',
    'application.submit',
    'application.hear',
    'application.appeal',
  ],
  author: ['application.read', 'application.write', 'application.ask', 'application.reply', 'application.hear'],
  endorser: ['application.read', 'application.reply'],
  asked: ['application.read', 'application.reply'],
  head: ['application.read', 'application.declare', 'application.hear'],
}

export const canInApplication = (standings: readonly ApplicationStanding[], action: ApplicationAction): boolean =>
  standings.some((standing) => applicationRules[standing].includes(action))

/** What the one who applies did is written by them alone; what is common to all who write, by all of them. */
export const mayWritePart = (standings: readonly ApplicationStanding[], part: 'own' | 'common'): boolean =>
  standings.includes('applicant') || (part === 'common' && standings.includes('author'))

interface Moment {
  state: ApplicationState
  round: number
  campaign: 'draft' | 'open' | 'decided' | 'published' | 'cancelled'
  opensAt: Date
  closesAt: Date
  /** Sent back to be completed: until then, whenever the campaign ends. */
  returnedUntil: Date | null
}

/** Why nothing is written in it now; null: it is. The end is one moment, whatever clock one reads it on. */
export function shutBy({ state, round, campaign, opensAt, closesAt, returnedUntil }: Moment, now: Date): string | null {
  if (campaign === 'cancelled') return 'campaign_cancelled'
  if (state === 'withdrawn') return 'application_withdrawn'
  if (state !== 'draft' && state !== 'invited') return 'application_submitted'
  // Who may apply once more was told so after the end.
  if (round === 2) return returnedUntil !== null && now >= returnedUntil ? 'application_late' : null
  if (now < opensAt || campaign === 'draft') return 'campaign_not_open'
  const isOver = now >= closesAt && (returnedUntil === null || now >= returnedUntil)
  return isOver || campaign !== 'open' ? 'application_late' : null
}

/** As who applies hears of it: that it is judged, and how, is told with the publication. */
export function shownState(state: ApplicationState, campaign: Moment['campaign']): ApplicationState {
  const isJudged = state === 'judged' || state === 'decided'
  return isJudged && campaign !== 'published' ? 'submitted' : state
}
