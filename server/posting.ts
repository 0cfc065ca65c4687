import { writeSecondStepRemoved } from './authenticators/removal.ts'
import { writeInvited } from './campaigns/letter.ts'
import { writeCircular } from './circulars/letter.ts'
import { startDigests } from './digests/digests.ts'
import { writeDigest } from './digests/letter.ts'
import type { Deps } from './kit/context.ts'
import { startLookingForDormant } from './leaving/dormant.ts'
import { writeDormant } from './leaving/letter.ts'
import type { MailWay } from './mail/carriers.ts'
import { startPosting, type Writers } from './mail/post.ts'
import { writeInvitation } from './offices/letter.ts'
import { writeRecovery } from './recovery/by-mail.ts'
import { startSearching } from './searches/tell.ts'
import { startForgettingNewcomers } from './registration/forget.ts'
import { writeRegistration } from './registration/register.ts'
import { writeNewcomer } from './registration/tell.ts'

/** Who writes each kind of letter. */
export const letterWriters: Writers = {
  recovery: writeRecovery,
  mandate: writeInvitation,
  second_step_removed: writeSecondStepRemoved,
  registration: writeRegistration,
  newcomer: writeNewcomer,
  digest: writeDigest,
  circular: writeCircular,
  dormant: writeDormant,
  application_invited: writeInvited,
}

/** What of mail happens by itself, what rings and comes into digests, and what waits for who follows a link in one. */
export const startLetters = (deps: Deps, way: MailWay): { stop(): void }[] => [
  startSearching(deps),
  startDigests(deps),
  startForgettingNewcomers(deps),
  startLookingForDormant(deps),
  startPosting(deps, way, letterWriters),
]
