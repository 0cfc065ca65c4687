import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { FolderInUse } from '#db/claim.ts'
import { openDatabase } from '#db/client.ts'
import type { Db } from '#db/client.ts'
import { type AppliedMigration, knownMigrations, type Standing, standingOf } from '#db/known-migrations.ts'
import { listChains } from '#db/queries/audit-chains.ts'
import { findDatabaseFacts } from '#db/queries/doctor.ts'
import { countMails } from '#db/queries/mails.ts'
import { countDamaged } from '#db/queries/integrity.ts'
import { listApplied } from '#db/queries/dump.ts'
import { verifyChain } from '../audit/verify.ts'
import { reachBackups } from '../backup/by-running.ts'
import { type BackupState, findBackupState, tooOldMs } from '../backup/state.ts'
import type { Environment } from '../env.ts'
import { judgeKey } from '../key/judge-key.ts'
import { broken, type Finding, look, messageOf, ok } from './findings.ts'
import { fingerprintOf } from '../key/secret-key.ts'

const oldestPostgres = 150_000
const clockDifferenceMs = 5_000
const asItsUser = "Run this as the server's user."
const silent = { info: () => undefined, warn: () => undefined, fatal: () => undefined }

/** The database, and what it knows of key and backups. A running server has the embedded one to itself. */
export async function lookAtDatabase(environment: Environment): Promise<Finding[]> {
  const { databaseUrl, dataDir } = environment
  // Opening it would make one.
  if (!databaseUrl && !existsSync(join(dataDir, 'database')))
    return [
      look(
        'Database',
        `There is none in ${dataDir} yet.`,
        'The first start makes it; npm run restore brings one back.',
      ),
    ]
  if (!databaseUrl && (await isOfAnotherUser(dataDir)))
    return [look('Database', 'It was not opened, since its files would become those of who runs this.', asItsUser)]
  const opened = await openDatabase({ databaseUrl, dataDir, log: silent, allowUnsafe: true }).catch(
    (error: unknown) => error,
  )
  if (opened instanceof FolderInUse) return askServer(environment)
  if (!isOpen(opened))
    return [
      broken(
        'Database',
        `It cannot be reached: ${messageOf(opened)}`,
        databaseUrl
          ? 'Look whether the Postgres server runs, and whether DATABASE_URL names it, its user and its password.'
          : 'Look at the disk and at who owns DATA_DIR; if the folder is damaged, restore the last backup.',
      ),
    ]
  try {
    return await examine(environment, opened.db)
  } catch (error) {
    return [
      broken('Database', `It does not answer as it should: ${messageOf(error)}`, 'Look at the log of the database.'),
    ]
  } finally {
    await opened.close()
  }
}

/** Whoever opens an embedded database writes in its folder. */
const isOfAnotherUser = async (dataDir: string) => (await stat(dataDir)).uid !== userInfo().uid

async function askServer({ dataDir, backup, key }: Environment): Promise<Finding[]> {
  const found = [ok('Database', 'The running server has it open: its own /readyz below speaks for it.')]
  const running = await reachBackups(dataDir)
  if (!running) return found
  const backups = backupFinding(await running.state(), backup.everyHours)
  running.close()
  // It would not have started with another.
  return [
    ...found,
    ok('Secret key', `The server runs with the one of this data${key.isNew ? '' : ` (${fingerprintOf(key.bytes)})`}.`),
    backups,
  ]
}

type Opened = Awaited<ReturnType<typeof openDatabase>>
const isOpen = (opened: unknown): opened is Opened => typeof opened === 'object' && opened !== null && 'db' in opened

async function examine(environment: Environment, db: Db): Promise<Finding[]> {
  const facts = await findDatabaseFacts(db)
  const applied = await listApplied(db)
  const found = [versionOf(facts), safetyOf(facts), clockOf(facts), tablesOf(applied)]
  if (applied.length === 0) return found
  found.push(await keyOf(environment, db))
  if (standingOf(applied) !== 'current') return found
  const backups = backupFinding(await findBackupState(db), environment.backup.everyHours)
  return [...found, backups, await mailsOf(db), await damageOf(db), await auditOf(db)]
}

type Facts = Awaited<ReturnType<typeof findDatabaseFacts>>

const versionOf = ({ version, versionText }: Facts) =>
  version >= oldestPostgres
    ? ok('Database', `It answers; it is Postgres ${versionText}.`)
    : broken('Database', `It is Postgres ${versionText}.`, 'Préau needs Postgres 15 or newer.')

const safetyOf = ({ fsync, synchronousCommit }: Facts) =>
  fsync === 'on'
    ? ok(
        'Saved is saved',
        `fsync is on; synchronous_commit is ${synchronousCommit}, and Préau switches it on for itself.`,
      )
    : broken(
        'Saved is saved',
        'The database runs with fsync=off: a power cut loses what was called saved.',
        'Set fsync = on in postgresql.conf and restart Postgres.',
      )

function clockOf({ nowMs }: Facts): Finding {
  const seconds = Math.round(Math.abs(Date.now() - nowMs) / 1_000)
  if (seconds * 1_000 < clockDifferenceMs) return ok('Clocks', 'This machine and the database agree on the time.')
  return look(
    'Clocks',
    `This machine and the database are ${seconds} s apart.`,
    'Let both set their clocks over the network (timedatectl set-ntp true).',
  )
}

function tablesOf(applied: readonly AppliedMigration[]): Finding {
  const [seen, known] = [applied.length, knownMigrations().length]
  if (seen === 0) return look('Tables', 'There are none yet.', 'The first start makes them.')
  const findings: Record<Standing, () => Finding> = {
    current: () => ok('Tables', `They are those of this release (${known} steps).`),
    earlier: () =>
      look(
        'Tables',
        `They are of an earlier release (${seen} of ${known} steps).`,
        'Make a backup; the next start brings them forward.',
      ),
    newer: () =>
      broken(
        'Tables',
        `They are of a newer release (${seen} steps; this one knows ${known}).`,
        'Install the newer release again.',
      ),
    unknown: () =>
      broken(
        'Tables',
        'They are of a Préau from before 0.2.0, or of none that was released.',
        'Go on with the Préau that made them, or set DATA_DIR or DATABASE_URL to an empty place.',
      ),
  }
  return findings[standingOf(applied)]()
}

async function keyOf(environment: Environment, db: Db): Promise<Finding> {
  const verdict = await judgeKey(db, environment.key)
  if (verdict.kind === 'first')
    return ok('Secret key', 'None was noted for this data yet; the next start notes the one that is there.')
  if (!('expected' in verdict))
    return ok('Secret key', `It is the one of this data (${fingerprintOf(environment.key.bytes)}).`)
  const place = environment.key.file ?? 'SECRET_KEY'
  const seen =
    verdict.kind === 'missing'
      ? `${place} is missing.`
      : `${place} holds ${fingerprintOf(environment.key.bytes)}, and the data was made with ${verdict.expected}.`
  return broken('Secret key', seen, 'Put the key back from where you keep it; no server starts without it.')
}

function backupFinding({ last, failed }: BackupState, everyHours: number): Finding {
  const made = last ? `The last backup is of ${last.at} (${last.file}).` : 'No backup was made yet.'
  if (failed) return look('Backup', `${made} The last try failed: ${failed.reason}`, 'Mend that, then: npm run backup')
  if (last && Date.now() - Date.parse(last.at) < tooOldMs) return ok('Backup', made)
  const advice = everyHours === 0 ? 'BACKUP_EVERY is 0: make backups by npm run backup, or set it.' : 'npm run backup'
  return look('Backup', made, advice)
}

const lateMailMs = 30 * 60_000

async function mailsOf(db: Db): Promise<Finding> {
  const counts = await countMails(db)
  const countOf = (state: (typeof counts)[number]['state']) => counts.find((one) => one.state === state)?.count ?? 0
  const oldest = counts.find(({ state }) => state === 'waiting')?.oldest ?? null
  const seen = `Of the last month ${countOf('sent')} went, ${countOf('bounced')} were refused, ${countOf('failed')} were given up; ${countOf('waiting')} wait.`
  const isLate = oldest !== null && Date.now() - oldest.getTime() > lateMailMs
  if (!isLate && countOf('failed') === 0) return ok('Letters', seen)
  return look('Letters', seen, 'Look at SMTP_URL, and in the log at what the mail server says.')
}

async function damageOf(db: Db): Promise<Finding> {
  const count = await countDamaged(db)
  if (count === 0) return ok('Documents', 'None is damaged.')
  return look(
    'Documents',
    `${count} wait for a teacher to continue from their last good state.`,
    'Look at the disk; tell the teachers of these projects.',
  )
}

async function auditOf(db: Db): Promise<Finding> {
  let lines = 0
  const faults: string[] = []
  for (const chain of await listChains(db)) {
    const found = await verifyChain(db, chain)
    lines += found.lines
    if (found.fault)
      faults.push(`${found.fault.kind} line ${found.fault.number} of ${found.fault.day} (chain ${chain})`)
  }
  if (faults.length === 0) return ok('Audit', `Its ${lines} lines are as they were written.`)
  return broken(
    'Audit',
    `It is not as it was written: ${faults.join('; ')}.`,
    'Find out who could write in the database. Compare with a backup of before that day, and with what schools have exported.',
  )
}
