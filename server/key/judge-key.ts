import * as z from 'zod'
import type { Db } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findSetting, hasTables, upsertSetting } from '#db/queries/settings.ts'
import { hasAnyUser } from '#db/queries/users.ts'
import { fingerprintOf, type SecretKey } from './secret-key.ts'

/*
 * Cards and the unsent words in browsers hang on the secret key. Data knows the fingerprint of its key, and without that
 * key nothing is started and nothing is written.
 */

const settingKey = 'secret_key'
const stored = z.object({ fingerprint: z.string() })

/** `first`: no key was noted yet, and this one may be. */
export type KeyVerdict = { kind: 'fits' | 'first' } | { kind: 'missing' | 'different'; expected: string | null }

/** The fingerprint of the key that this data was made with; null where none was noted. */
export async function findFingerprint(db: Db): Promise<string | null> {
  if (!(await hasTables(db))) return null
  const found = stored.safeParse(await findSetting(db, settingKey))
  return found.success ? found.data.fingerprint : null
}

/** Reads only. Data of an earlier release has no fingerprint: any key will do, but one must be there. */
export async function judgeKey(db: Db, key: SecretKey): Promise<KeyVerdict> {
  const expected = await findFingerprint(db)
  if (expected === null) {
    const hasData = (await hasTables(db)) && (await hasAnyUser(db))
    return key.isNew && hasData ? { kind: 'missing', expected } : { kind: 'first' }
  }
  if (fingerprintOf(key.bytes) === expected) return { kind: 'fits' }
  return { kind: key.isNew ? 'missing' : 'different', expected }
}

/** Notes the key as the one of this data; `replaced` where another was. */
export async function noteKey(db: Db, key: SecretKey, { now, isReplaced }: { now: Date; isReplaced: boolean }) {
  const fingerprint = fingerprintOf(key.bytes)
  await db.transaction(async (tx) => {
    await upsertSetting(tx, settingKey, { fingerprint })
    const line = { at: now, actorId: null, schoolId: null, action: 'key.replaced', detail: { fingerprint } }
    if (isReplaced) await insertAudit(tx, line)
  })
}

/** What happened, what is safe, what to do: for whoever started the server. */
export function refusalWords(verdict: KeyVerdict & { expected: string | null }, key: SecretKey): string {
  const place = key.file ?? 'SECRET_KEY'
  const made = verdict.expected === null ? 'with a key' : `with the key ${verdict.expected}`
  const here =
    verdict.kind === 'missing' ? `${place} is not there` : `${place} holds the key ${fingerprintOf(key.bytes)}`
  const wrong = verdict.kind === 'missing' ? 'is missing' : 'is not the one of this data'
  return [
    `Préau does not start: its secret key ${wrong}.`,
    `What happened: this data was made ${made}, and ${here}.`,
    'What is safe: nothing was changed. Pages, people and passwords are all there.',
    `What to do: put the key back, from where you keep it apart from your backups, into ${key.file ?? 'SECRET_KEY'}${key.file === null ? '' : ' (or into the variable SECRET_KEY)'}, and start again.`,
    `If it is gone for good: \`npm start -- --accept-new-key\` goes on with ${verdict.kind === 'missing' ? 'a new key' : 'the key that is there'}. Every pupil's card must then be printed anew, staff set up their apps with codes anew, and words that were not sent yet stay closed on the devices where they were written.`,
  ].join('\n')
}
