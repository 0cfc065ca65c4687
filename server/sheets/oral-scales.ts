/*
 * What the oral of the French diploma (DNB) counts, by the year of the session: data, since it changes. 2025: 50 points for
 * how one speaks and 50 for what one knows; from 2026 all of it is out of 20. Alone: five minutes to present, ten to talk.
 */

interface OralScale {
  /** The first session that it holds for. */
  from: number
  presentSeconds: number
  talkSeconds: number
  criteria: readonly { key: 'speaking' | 'subject' | 'whole'; points: number }[]
}

const newestFirst: readonly [OralScale, ...OralScale[]] = [
  { from: 2026, presentSeconds: 300, talkSeconds: 600, criteria: [{ key: 'whole', points: 20 }] },
  {
    from: 2025,
    presentSeconds: 300,
    talkSeconds: 600,
    criteria: [
      { key: 'speaking', points: 50 },
      { key: 'subject', points: 50 },
    ],
  },
]

/** Sessions are in June: from August on one prepares for that of the next year. */
export const sessionYear = (now: Date) => now.getUTCFullYear() + (now.getUTCMonth() >= 7 ? 1 : 0)

/** That of the oldest known where the session is older. */
export function oralScale(year: number): OralScale {
  return newestFirst.find(({ from }) => from <= year) ?? newestFirst.at(-1) ?? newestFirst[0]
}
