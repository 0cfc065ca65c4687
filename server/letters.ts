import { startDigests } from './digests/digests.ts'
import { writeDigest } from './digests/letter.ts'
import type { Deps } from './kit/context.ts'
import type { MailWay } from './mail/carriers.ts'
import { startPosting } from './mail/post.ts'
import { writeRecovery } from './recovery/by-mail.ts'
import { startForgettingNewcomers } from './registration/forget.ts'
import { writeRegistration } from './registration/register.ts'
import { writeNewcomer } from './registration/tell.ts'

/** Who writes each kind of letter. */
export const letterWriters = {
  recovery: writeRecovery,
  registration: writeRegistration,
  newcomer: writeNewcomer,
  digest: writeDigest,
}

/** What of mail happens by itself, and what waits for who follows a link in one. */
export const startLetters = (deps: Deps, way: MailWay): { stop(): void }[] => [
  startDigests(deps),
  startForgettingNewcomers(deps),
  startPosting(deps, way, letterWriters),
]
