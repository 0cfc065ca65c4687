import { AppError } from '../kit/errors.ts'

/** So many different people one account sees in an hour: more than a teacher looks at, too few to copy a country by. */
export const mostPeopleAnHour = 300
const hourMs = 60 * 60_000
/** Accounts that are remembered; of more than this the oldest begin anew. */
const mostRemembered = 10_000

export type Seen = ReturnType<typeof createSeen>

/** Who has seen whom in this hour. In memory: whoever copies is not who starts the server anew. */
export function createSeen() {
  const hours = new Map<string, { until: number; people: Set<string> }>()
  return {
    /** Notes that these are shown. Where that would be too many, none is, and it says how long to wait. */
    note(userId: string, people: readonly string[], now: Date): void {
      const at = now.getTime()
      const kept = hours.get(userId)
      const hour = kept && kept.until > at ? kept : { until: at + hourMs, people: new Set<string>() }
      const fresh = people.filter((id) => !hour.people.has(id))
      if (hour.people.size + fresh.length > mostPeopleAnHour)
        throw new AppError('too_many', 'too_many_people_seen', { retryAfterMs: hour.until - at })
      for (const id of fresh) hour.people.add(id)
      hours.delete(userId)
      hours.set(userId, hour)
      const [oldest] = hours.keys()
      if (hours.size > mostRemembered && oldest !== undefined) hours.delete(oldest)
    },
  }
}
