import { createHmac } from 'node:crypto'
import {
  deleteOldRegistrations,
  deleteRegistrationOf,
  findSignUpOffice,
  listSignUpOffices,
  type RegistrationRow,
  updateRegistrationLink,
  upsertRegistration,
} from '#db/queries/registrations.ts'
import { findReader, type MailRow, type Reader, updateMailReader } from '#db/queries/mails.ts'
import { newLink } from '../invitations/links.ts'
import type { Ctx, Deps, Settings } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { seal, unseal } from '../kit/seal.ts'
import type { Letter } from '../mail/carriers.ts'
import { putIntoOutbox } from '../mail/outbox.ts'
import { languageOf, momentIn } from '../mail/words.ts'
import { type RegistrationInput, type Said, saidInput } from './input.ts'
import { closedHere, countryOf, meantSchool } from './schools.ts'
import { takeTurn } from './turns.ts'
import { newcomerWords } from './words.ts'
import { dayMs } from '../kit/nights.ts'

/*
 * A teacher comes by themselves. Whoever asks puts a sealed row aside and a letter into the outbox, and is told the same
 * whether anybody has the address or not: that is looked up when the letter is written. Nothing is made of it before they
 * have followed the link. No password is asked for until then: a stranger who signs somebody else up would know it.
 */

const addressHashOf = ({ secretKey }: Settings, email: string): string =>
  createHmac('sha256', secretKey).update(`registration:${email}`).digest('base64url')

const sealOf = (addressHash: string) => ({ purpose: 'preau registration', owner: addressHash })

/** What somebody said; null where the key is another than it was then. */
export function saidIn(settings: Settings, { addressHash, sealed }: RegistrationRow): Said | null {
  const text = unseal(settings, sealOf(addressHash), sealed)
  return text === null ? null : saidInput.parse(JSON.parse(text))
}

/** Where teachers may come by themselves. Nowhere: then one comes by invitation. */
export async function showSignUp({ db, settings }: Ctx) {
  return { sendsMail: settings.sendsMail ?? false, countries: await listSignUpOffices(db) }
}

export async function register(ctx: Ctx, { solution, ...said }: RegistrationInput): Promise<void> {
  if (!ctx.settings.sendsMail) throw new AppError('conflict', 'no_mail')
  const meant = await meantSchool(ctx.db, said.school, ctx.now())
  if (!(await findSignUpOffice(ctx.db, countryOf(meant)))) throw closedHere()
  await takeTurn(ctx, said.email, solution)
  const addressHash = addressHashOf(ctx.settings, said.email)
  const createdAt = ctx.now()
  await upsertRegistration(ctx.db, {
    addressHash,
    sealed: seal(ctx.settings, sealOf(addressHash), JSON.stringify(said)),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + dayMs),
  })
  await putIntoOutbox(ctx, 'registration', said.email)
}

/** The letter: a link for who is new, and for who has an account the way back to it. */
export async function writeRegistration(deps: Deps, mail: MailRow): Promise<Letter | null> {
  const addressHash = addressHashOf(deps.settings, mail.address)
  const reader = await findReader(deps.db, mail.address)
  if (reader !== null) {
    await deleteRegistrationOf(deps.db, addressHash)
    if (reader.suspendedAt !== null) return null
    await deps.db.transaction((tx) => updateMailReader(tx, mail.id, reader.userId))
    return knownLetter(deps, mail.address, reader)
  }
  const { url, tokenHash } = newLink(deps.settings, '/register/confirm')
  const row = await updateRegistrationLink(deps.db, { addressHash, tokenHash, now: deps.now() })
  const said = row && saidIn(deps.settings, row)
  return row && said && newLetter(deps, said, { url, expiresAt: row.expiresAt })
}

function newLetter({ settings }: Deps, said: Said, { url, expiresAt }: { url: string; expiresAt: Date }): Letter {
  const { email: to, displayName: name, locale } = said
  const { registrationSubject: subject, registration } = newcomerWords[locale]
  // No school is theirs yet, whose clock it could be.
  const until = `${momentIn(locale, 'UTC', expiresAt)} (UTC)`
  return { to, locale, subject, text: registration({ name, url, until, origin: settings.publicUrl.origin }) }
}

function knownLetter({ settings }: Deps, to: string, { displayName: name, locale: own, school }: Reader): Letter {
  const locale = languageOf(own, school.locale)
  const { origin } = settings.publicUrl
  const words = newcomerWords[locale]
  const text = words.known({
    name,
    school: school.name,
    signIn: `${origin}/sign-in`,
    forgot: `${origin}/forgot`,
    origin,
  })
  return { to, locale, subject: words.registrationSubject, text }
}

/** Whoever did not follow their link in a day never asked. */
export const forgetRegistrations = ({ db, now }: Pick<Deps, 'db' | 'now'>) => deleteOldRegistrations(db, now())
