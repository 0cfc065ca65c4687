import { findReader, type MailRow, type Reader } from '#db/queries/mails.ts'
import { findUser } from '#db/queries/users.ts'
import type { Deps } from '../kit/context.ts'
import type { Letter } from '../mail/carriers.ts'
import { languageOf } from '../mail/words.ts'
import { newcomerWords } from './words.ts'

/** What became of who signed up, as it is when the letter goes. Null where there is nothing to tell any more. */
export async function writeNewcomer(deps: Deps, mail: MailRow): Promise<Letter | null> {
  const reader = await findReader(deps.db, mail.address)
  if (reader === null || reader.suspendedAt !== null) return null
  const user = await findUser(deps.db, reader.userId)
  return user?.waitingSince === null ? confirmedLetter(deps, mail.address, reader) : null
}

function confirmedLetter({ settings }: Deps, to: string, { displayName: name, locale: own, school }: Reader): Letter {
  const locale = languageOf(own, school.locale)
  const { confirmedSubject: subject, confirmed } = newcomerWords[locale]
  const { origin } = settings.publicUrl
  return {
    to,
    locale,
    subject,
    text: confirmed({ name, school: school.name, decider: school.name, reason: '', origin }),
  }
}
