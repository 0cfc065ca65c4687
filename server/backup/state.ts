import * as z from 'zod'
import type { DbOrTx } from '#db/client.ts'
import { findSetting, upsertSetting } from '#db/queries/settings.ts'
import { listInstallationAdmins } from '#db/queries/users.ts'
import type { Deps } from '../kit/context.ts'

/* What the installation remembers of its backups, for administrators and for the bell. */

const settingKey = 'backup'

/** An installation without a backup for so long is one that somebody should look at. */
export const tooOldMs = 48 * 60 * 60_000

export const outcomeSchema = z.union([
  z.object({ at: z.iso.datetime(), file: z.string(), bytes: z.number() }),
  z.object({ at: z.iso.datetime(), reason: z.string() }),
])
export type BackupOutcome = z.infer<typeof outcomeSchema>

export const stateSchema = z.object({
  last: z.object({ at: z.iso.datetime(), file: z.string(), bytes: z.number() }).nullable(),
  /** Since the last success. */
  failed: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
  /** When administrators were last told that something is wrong. */
  toldAt: z.iso.datetime().nullable().default(null),
})
export type BackupState = z.infer<typeof stateSchema>

const nothing: BackupState = { last: null, failed: null, toldAt: null }

export async function findBackupState(db: DbOrTx): Promise<BackupState> {
  const found = stateSchema.safeParse(await findSetting(db, settingKey))
  return found.success ? found.data : nothing
}

export async function noteOutcome(db: DbOrTx, outcome: BackupOutcome): Promise<void> {
  const state = await findBackupState(db)
  const next = 'reason' in outcome ? { ...state, failed: outcome } : { ...nothing, last: outcome }
  await upsertSetting(db, settingKey, next)
}

export async function noteTold(db: DbOrTx, at: Date): Promise<void> {
  await upsertSetting(db, settingKey, { ...(await findBackupState(db)), toldAt: at.toISOString() })
}

/** For the eyes of the administrators of the school that set this installation up. */
export async function viewBackups({ db, now, settings }: Pick<Deps, 'db' | 'now' | 'settings'>, userId: string) {
  if (!(await listInstallationAdmins(db)).includes(userId)) return null
  const { last, failed } = await findBackupState(db)
  const everyHours = settings.backupEveryHours ?? 0
  const isOld = last !== null && everyHours > 0 && now().getTime() - Date.parse(last.at) > tooOldMs
  return { last, failed, isOld, everyHours }
}
