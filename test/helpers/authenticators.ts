import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Db } from '#db/client.ts'
import { authenticators } from '#db/schema/authenticators.ts'
import { sealSecret } from '#server/authenticators/totp.ts'
import type { Settings } from '#server/kit/context.ts'

/** The secret of the vectors of RFC 6238, as apps write it. */
export const rfcSecret = Secret.fromLatin1('12345678901234567890').base32

interface Given {
  userId: string
  secret?: string
  settings: Settings
  at: Date
}

/** An app with codes for somebody, as if they had set it up on `/me`. Gives its id. */
async function makeTotp(db: Db, { userId, secret = rfcSecret, settings, at }: Given): Promise<string> {
  const sealed = sealSecret(settings, userId, secret)
  const row = { userId, kind: 'totp' as const, name: 'App', createdAt: at, sealed, lastStep: 0 }
  return one(await db.insert(authenticators).values(row).returning({ id: authenticators.id }))
}

function one([made]: { id: string }[]): string {
  if (!made) throw new Error('an authenticator was not stored')
  return made.id
}

interface House {
  db: Db
  deps: { settings: Settings }
  clock: { now(): Date }
}

/** The same in a house, now. */
export const giveTotp = ({ db, deps, clock }: House, userId: string, secret?: string) =>
  makeTotp(db, { userId, settings: deps.settings, at: clock.now(), ...(secret && { secret }) })

/** A passkey of which nobody has the key: it counts, and opens nothing. Gives its id. */
export async function givePasskey({ db, clock }: Pick<House, 'db' | 'clock'>, userId: string): Promise<string> {
  const row = { userId, kind: 'passkey' as const, name: 'Phone', createdAt: clock.now(), credentialId: randomUUID() }
  const key = { publicKey: new Uint8Array(1), counter: 0, transports: [] }
  return one(
    await db
      .insert(authenticators)
      .values({ ...row, ...key })
      .returning({ id: authenticators.id }),
  )
}

/** What an app shows at a moment. */
export const codeAt = (at: Date, secret = rfcSecret): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
