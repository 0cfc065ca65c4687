import type { Awareness } from 'y-protocols/awareness'
import { isTeacher, readUser } from '#client/live/presence.ts'

/** Who leads others through a page, as awareness says it: one field of a teacher's state, and no name. */

export interface Lead {
  userId: string
  /** A number of this one time: who has left it is not led again until the next. */
  begun: number
  /** Read where it is drawn. */
  place: Record<string, unknown>
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Of others alone: nobody follows themselves, from another tab either. */
function leadOf(awareness: Awareness, client: number, ownId: string): Lead | null {
  const state = awareness.getStates().get(client)
  const lead: unknown = client === awareness.clientID ? null : state?.['lead']
  if (!isRecord(lead) || typeof lead['begun'] !== 'number') return null
  const user = readUser(state)
  if (user === null || user.id === ownId || !isTeacher(user)) return null
  return { userId: user.id, begun: lead['begun'], place: lead }
}

/** Whoever leads, of several the one that is followed already: nobody is torn from one to the other. */
export function leadNow(awareness: Awareness, ownId: string, before: Pick<Lead, 'begun'> | null): Lead | null {
  let found: Lead | null = null
  for (const client of awareness.getStates().keys()) {
    const lead = leadOf(awareness, client, ownId)
    if (lead !== null && lead.begun === before?.begun) return lead
    found ??= lead
  }
  return found
}
