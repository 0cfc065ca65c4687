import { hash, verify } from '@node-rs/argon2'
import * as z from 'zod'
import { AppError } from '../kit/errors.ts'
import { Turns } from '../paces/turns.ts'

const passwordLength = { min: 12, max: 200 } as const

/** Any password may be tried; only new ones are judged. */
export const triedPassword = z.string().min(1).max(passwordLength.max)

/** The heads of the usual lists at our length, and what a hurried teacher tries (C42). Compared without case and marks. */
const commonPasswords = new Set(
  `password1234 password12345 password123456 motdepasse123 motdepasse1234 motdepassemotdepasse passwordpassword
  123456789012 1234567890123 12345678901234 123456781234 123123123123 012345678910 121212121212 111111111111
  000000000000 qwertyuiop12 qwertyuiop123 azertyuiop12 azertyuiop123 azertyuiopqs qwertzuiop12 qwertyqwerty
  azertyazerty 1q2w3e4r5t6y 1qaz2wsx3edc abcdefghijkl abcdefghijklm abcd12345678 administrator administrateur
  adminadmin12 adminadminadmin letmeinplease welcome12345 bienvenue123 iloveyou1234 jetaime12345 sunshine1234
  princess1234 football1234 superman1234 changemenow1 changemeplease teacher12345 professeur12 enseignant12
  etwinning123 etwinning2025 etwinning2026 preaupreau12 preaupreaupreau passwort1234 passwort12345 contrasena123
  contraseña123 ecoleecole12 schoolschool jemappelle12 soleilsoleil doudoudoudou marseille123 hallohallo12`
    .split(/\s+/)
    .map(plain),
)

/** Without case, accents and anything that is no letter or digit. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A part of three letters says nothing: it is in many good passwords by chance. */
const shortestTellingPart = 4
const fewestCharacters = 4

interface PasswordFacts {
  email: string
  schoolName: string
  /** Where in the request the password stands. */
  path: string
}

/** Throws `weak_password` for what is short, common, monotonous, or made of the person's own address or school. */
export function checkPassword(password: string, about: PasswordFacts): void {
  const weak = () =>
    new AppError('invalid', 'weak_password', { fields: [{ path: about.path, reason: 'weak_password' }] })
  const length = Array.from(password).length
  if (length < passwordLength.min || length > passwordLength.max) throw weak()
  const said = plain(password)
  if (commonPasswords.has(said) || new Set(said).size < fewestCharacters) throw weak()
  const telling = [about.email.split('@')[0] ?? '', about.schoolName].map(plain)
  if (telling.some((part) => part.length >= shortestTellingPart && said.includes(part))) throw weak()
}

/**
 * Each takes 19 MiB and a thread of those that zlib and files use too: half of them at most, one after another. A staff room
 * that signs in at once waits a second or two; who asks without end waits behind everybody else.
 */
const hashingTurns = new Turns({
  atOnce: 2,
  mostWaiting: 100,
  mostWaitingEach: 40,
  reason: 'too_many',
  retryAfterMs: 2_000,
})

/** Argon2id with the library's defaults: 19 MiB, two passes, off the main thread. */
export const hashPassword = (password: string): Promise<string> => hashingTurns.run('new', () => hash(password))

let nobodysHash: Promise<string> | undefined

/** Takes as long for an unknown address (`null`) as for a wrong password. `who` asks is whose turn it is. */
export async function isPassword(passwordHash: string | null, password: string, who: string): Promise<boolean> {
  nobodysHash ??= hash(crypto.randomUUID())
  const compared = passwordHash ?? (await nobodysHash)
  const isRight = await hashingTurns.run(who, () => verify(compared, password))
  return isRight && passwordHash !== null
}
