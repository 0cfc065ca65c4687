import { findCredentials } from '#db/queries/credentials.ts'
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

/** The same to somebody's own address. Where no mail is sent, or they have none, nothing is put in. */
export async function putIntoOutboxOf(
  deps: Pick<Deps, 'db' | 'now' | 'settings'>,
  kind: MailKind,
  userId: string,
): Promise<void> {
  const known = deps.settings.sendsMail ? await findCredentials(deps.db, userId) : null
  if (known) await putIntoOutbox(deps, kind, known.email)
}
