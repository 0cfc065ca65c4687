import { insertMail } from '#db/queries/mails.ts'
import type { MailKind } from '#db/schema/values.ts'
import type { Deps } from '../kit/context.ts'

/** Longer than a server may take to answer: a mail that is being sent is nobody else's meanwhile. */
export const takenMs = 5 * 60_000

/** What is to be sent. Who asks once more does not wait until a server that was away is tried again by itself. */
export function putIntoOutbox({ db, now }: Pick<Deps, 'db' | 'now'>, kind: MailKind, address: string): Promise<void> {
  const at = now()
  return insertMail(db, { kind, address, at, unlessBefore: new Date(at.getTime() + takenMs) })
}
