import { findReader, type MailRow, type Reader } from '#db/queries/mails.ts'
import { findOfficeWord } from '#db/queries/registrations.ts'
import { findUser } from '#db/queries/users.ts'
import type { Deps } from '../kit/context.ts'
import type { Letter } from '../mail/carriers.ts'
import { languageOf } from '../mail/words.ts'
import { newcomerWords } from './words.ts'

type Kind = 'confirmed' | 'question' | 'refused'

/** What became of who signed up, as it is when the letter goes. Null where there is nothing to tell any more. */
export async function writeNewcomer(deps: Deps, mail: MailRow): Promise<Letter | null> {
  const reader = await findReader(deps.db, mail.address)
  if (reader === null || reader.suspendedAt !== null) return null
  const isIn = (await findUser(deps.db, reader.userId))?.waitingSince === null
  const word = await findOfficeWord(deps.db, reader.userId)
  const decider = word && (!isIn || word.state === 'approved') ? word.office : reader.school.name
  const kind = isIn ? 'confirmed' : word?.state
  if (kind !== 'confirmed' && kind !== 'question' && kind !== 'refused') return null
  return letterOf(deps, mail.address, { reader, kind, decider, reason: word?.text ?? '' })
}

interface Told {
  reader: Reader
  kind: Kind
  decider: string
  reason: string
}

function letterOf({ settings }: Deps, to: string, { reader, kind, decider, reason }: Told): Letter {
  const { displayName: name, locale: own, school } = reader
  const locale = languageOf(own, school.locale)
  const words = newcomerWords[locale]
  const { origin } = settings.publicUrl
  const text = words[kind]({ name, school: school.name, decider, reason, origin })
  return { to, locale, subject: words[`${kind}Subject`], text }
}
