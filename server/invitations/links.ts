import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Settings } from '../kit/context.ts'
import { dayMs } from '../kit/nights.ts'

/* Secrets that travel in the fragment of a link, which no server and no proxy ever logs. Stored as hashes only. */

const invitationMs = 14 * dayMs

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

type LinkPath = '/setup' | '/invite' | '/recover' | '/register/confirm'

const linkOf = (settings: Settings, path: LinkPath, token: string) => ({
  url: `${settings.publicUrl.origin}${path}#${token}`,
  tokenHash: hashToken(token),
})

/** `path` is the screen that reads the fragment. */
export const newLink = (settings: Settings, path: LinkPath) =>
  linkOf(settings, path, randomBytes(32).toString('base64url'))

/** What to store for a new invitation, and the link that is shown once. */
export function newInvitationLink(settings: Settings, now: Date) {
  return { ...newLink(settings, '/invite'), createdAt: now, expiresAt: new Date(now.getTime() + invitationMs) }
}

/**
 * A link that is shown more than once: its secret follows from the server's key and the id of what it stands in, and is kept
 * nowhere.
 */
export const shownLink = (settings: Settings, id: string) =>
  linkOf(settings, '/invite', createHmac('sha256', settings.secretKey).update(`visit:${id}`).digest('base64url'))

/** What to store for it. */
export const shownInvitationLink = (settings: Settings, id: string, now: Date) => ({
  ...shownLink(settings, id),
  createdAt: now,
  expiresAt: new Date(now.getTime() + invitationMs),
})

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
