import { writeSecondStepRemoved } from './authenticators/removal.ts'
import { writeDigest } from './digests/letter.ts'
import type { Writers } from './mail/post.ts'
import { writeInvitation } from './offices/letter.ts'
import { writeRegistration } from './registration/register.ts'
import { writeNewcomer } from './registration/tell.ts'
import { writeRecovery } from './recovery/by-mail.ts'

/** Who writes each kind of mail, when it is sent: the outbox keeps no words. */
export const letterWriters: Writers = {
  recovery: writeRecovery,
  mandate: writeInvitation,
  second_step_removed: writeSecondStepRemoved,
  registration: writeRegistration,
  newcomer: writeNewcomer,
  digest: writeDigest,
}
