import type { BlockList } from 'node:net'
import type { Folding } from '#collab/relay/folding.ts'
import type { Notice } from '#collab/notices.ts'
import type { Rooms } from '#collab/relay/ports.ts'
import type { Db } from '#db/client.ts'
import type { Logger } from 'pino'
import { AppError, type PuzzleCost } from './errors.ts'

/** Who is signed in, as the rest of the server sees it. */
export interface SessionUser {
  id: string
  schoolId: string
  kind: 'staff' | 'pupil'
  isSchoolAdmin: boolean
  /** Staff whom no administrator of the school has confirmed: they may do nothing but sign out and wait. */
  isWaiting: boolean
  displayName: string
  pseudonym: string | null
  locale: string | null
  theme: 'system' | 'light' | 'dark' | 'contrast'
  shape: number | null
}

export interface Settings {
  publicUrl: URL
  /** Origins that may change anything: PUBLIC_URL's, and its loopback twin when that is the default. */
  origins: string[]
  /** 32 bytes: keys of hashes and of browser outboxes are derived from it. */
  secretKey: Uint8Array
  version: string
  /** Proxies that are believed when they say for whom they ask. */
  trustedProxies?: BlockList
  /** Hours between two backups that are made by themselves; 0, or nothing said: none are. */
  backupEveryHours?: number
  /** Whether what is put into the outbox reaches who it is for. */
  sendsMail?: boolean
  /** How many months lines of the audit are kept; 0, or nothing said: for ever. */
  auditMonths?: number
  /** Whether who has a post at an office needs a second step to do anything there. */
  needsSecondStep?: boolean
  /** For tests alone: what a puzzle costs. Nothing in the environment says it. */
  puzzleCost?: PuzzleCost
}

/** What the process gives to every use case. */
export interface Deps {
  db: Db
  /** Embedded, one transaction keeps all others waiting. So it is taken where nothing is said. */
  database?: 'embedded' | 'server'
  rooms: Rooms<Notice>
  /** Makes one update of many, and hashes them, away from the event loop. */
  folding: Omit<Folding, 'close'>
  now(): Date
  settings: Settings
  log: Logger
}

/** First argument of every use case. */
export interface Ctx extends Deps {
  user: SessionUser | null
  sessionId: string | null
  requestId: string
  /** Where the request came from, as `server/middleware/address.ts` reads it. */
  address?: string
  /** Of the device it came from, not yet looked at. */
  deviceCookie?: string | null
  /** Of sign-ins on their way in that browser, not yet looked at. */
  signInCookies?: { afterPassword: string | null; byPasskey: string | null }
  /** Where who is signed in comes from memory: throws unless it still holds. Nothing else is done before it. */
  confirmLogin?: () => Promise<void>
}

export type AppEnv = {
  Variables: { ctx: Ctx }
  /** What Node knows of a request; nothing where none came over a socket. */
  Bindings: { incoming?: { socket: { remoteAddress?: string | undefined; destroyed?: boolean } } }
}

/** Who is signed in, confirmed or not: for what is theirs alone, as their language or their password. */
export function requireAccount(ctx: Ctx): SessionUser {
  if (!ctx.user) throw new AppError('unauthenticated', 'session_missing')
  return ctx.user
}

/** Who is signed in and belongs here: every use case and every question to access begins with it. */
export function requireUser(ctx: Ctx): SessionUser {
  const user = requireAccount(ctx)
  if (user.isWaiting) throw new AppError('forbidden', 'account_waiting')
  return user
}
