import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listInstallationAdmins } from '#db/queries/users.ts'
import { insertNotices } from '#db/queries/notices.ts'
import type { Deps } from '../kit/context.ts'
import type { Environment } from '../env.ts'
import { untilNight } from '../kit/nights.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { type BackupState, findBackupState, noteOutcome, noteTold, tooOldMs } from './state.ts'

type ScheduleDeps = Pick<Deps, 'db' | 'rooms' | 'now' | 'log'>
type Placed = Pick<Environment, 'backup' | 'isDemo'>

const hourMs = 60 * 60_000
const lookEveryMs = 10 * 60_000
/** A machine that is off at night makes its backup by day, once it is that late. */
const lateHours = 6
const longestWords = 2_000
/** Administrators are told again after a day. */
const tellEveryMs = 24 * hourMs

/** What failed is tried again soon: a disk that was full may have room by then. */
const retryMs = hourMs

/** Whether a backup is to be made now: at night, or as soon as can be where a night was missed or a try failed. */
export function isDue({ last, failed }: BackupState, everyHours: number, now: Date): boolean {
  if (failed !== null) return now.getTime() - Date.parse(failed.at) >= retryMs
  const sinceMs = now.getTime() - (last === null ? 0 : Date.parse(last.at))
  const isNight = everyHours < 24 || untilNight(now.getTime()) > 21 * hourMs
  // A night begins at the same hour each day: half an hour less than a whole day is a day.
  return sinceMs >= everyHours * hourMs - (isNight ? hourMs / 2 : -lateHours * hourMs)
}

/** Whether the last try failed, or there should have been a backup and is none. */
export function isWrong(state: BackupState, startedAt: Date, now: Date): boolean {
  const lastMs = state.last ? Date.parse(state.last.at) : startedAt.getTime()
  return state.failed !== null || now.getTime() - lastMs > tooOldMs
}

/** Makes backups by itself and tells administrators where that goes wrong, until `stop` is called. */
export function startBackups(deps: ScheduleDeps, placed: Placed): { stop(): void } {
  const { everyHours } = placed.backup
  if (everyHours === 0) return { stop: () => undefined }
  const startedAt = deps.now()
  let child: ChildProcess | null = null
  let isStopped = false
  const make = async () => {
    const at = deps.now().toISOString()
    child = spawnBackup(placed.isDemo)
    const { code, said } = await endOf(child)
    child = null
    if (isStopped) return
    if (code === 0) return deps.log.info({ backup: said }, 'a backup was made')
    deps.log.error({ code, said }, 'no backup was made')
    // What ends by itself has noted why.
    if (code === null) await noteOutcome(deps.db, { at, reason: 'Its process was ended before it was done.' })
  }
  const look = async () => {
    if (child === null && isDue(await findBackupState(deps.db), everyHours, deps.now())) await make()
    if (!isStopped) await tellWhereWrong(deps, startedAt)
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => deps.log.error({ err: error }, 'the backups could not be looked after'))
  }, lookEveryMs)
  timer.unref()
  return {
    stop() {
      isStopped = true
      clearInterval(timer)
      child?.kill('SIGTERM')
    },
  }
}

/** In a process of its own, which lessons go before. It notes by itself how it went. */
function spawnBackup(isDemo: boolean): ChildProcess {
  const built = join(import.meta.dirname, 'backup.js')
  const file = existsSync(built) ? built : join(import.meta.dirname, 'main.ts')
  const flags = ['backup', '--json', ...(isDemo ? ['--demo'] : [])]
  return spawn(process.execPath, [...process.execArgv, file, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Its exit code, null where it was ended or did not begin, and its last words. */
async function endOf(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  const hear = (words: unknown) => void (said = (said + String(words)).slice(-longestWords))
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      hear(error.message)
      resolve(null)
    })
    child.once('close', resolve)
  })
  return { code, said: said.trim() }
}

/** Rings for whoever looks after the installation, once a day while it lasts. */
export async function tellWhereWrong(deps: ScheduleDeps, startedAt: Date): Promise<void> {
  const state = await findBackupState(deps.db)
  const now = deps.now()
  const toldMs = state.toldAt === null ? 0 : Date.parse(state.toldAt)
  if (!isWrong(state, startedAt, now) || now.getTime() - toldMs < tellEveryMs) return
  const admins = await listInstallationAdmins(deps.db)
  await insertNotices(
    deps.db,
    admins.map((userId) => ({ userId, projectId: null, kind: 'backup_missing' as const, at: now })),
  )
  await noteTold(deps.db, now)
  for (const userId of admins) await ringEverywhere(deps, userId)
}
