import { createHash, randomBytes } from 'node:crypto'
import type { Settings } from '../kit/context.ts'

/* Secrets that travel in the fragment of a link, which no server and no proxy ever logs. Stored as hashes only. */

const dayMs = 24 * 60 * 60 * 1000
const invitationMs = 14 * dayMs

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** `path` is the screen that reads the fragment. */
export function newLink(settings: Settings, path: '/setup' | '/invite' | '/recover' | '/register/confirm') {
  const token = randomBytes(32).toString('base64url')
  return { url: `${settings.publicUrl.origin}${path}#${token}`, tokenHash: hashToken(token) }
}

/** What to store for a new invitation, and the link that is shown once. */
export function newInvitationLink(settings: Settings, now: Date) {
  return { ...newLink(settings, '/invite'), createdAt: now, expiresAt: new Date(now.getTime() + invitationMs) }
}

interface InvitationTimes {
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

export function invitationState(times: InvitationTimes, now: Date): 'open' | 'accepted' | 'expired' | 'revoked' {
  if (times.acceptedAt) return 'accepted'
  if (times.revokedAt) return 'revoked'
  return times.expiresAt <= now ? 'expired' : 'open'
}
