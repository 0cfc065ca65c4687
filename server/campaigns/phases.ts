import type { CampaignState } from '#db/schema/values.ts'

/** What of a campaign's life it is; `coming`: opened, and nobody applies yet; `judging`: nobody does any more. */
export type Phase = CampaignState | 'coming' | 'judging'

interface Times {
  state: CampaignState
  opensAt: Date
  closesAt: Date
}

/** By the clock of the server, whichever clock somebody looks at: the last moment is the one before it closes. */
export function phaseOf({ state, opensAt, closesAt }: Times, now: Date): Phase {
  if (state !== 'open') return state
  if (now < opensAt) return 'coming'
  return now < closesAt ? 'open' : 'judging'
}
