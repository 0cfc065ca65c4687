import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenDatabase } from '#db/client.ts'
import { listInstallationAdmins } from '#db/queries/users.ts'
import { insertNotices } from '#db/queries/notices.ts'
import type { Deps } from '../context.ts'
import type { Environment } from '../env.ts'
import { untilNight } from '../nights.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { openFolderDoor } from './folder-door.ts'
import { type BackupState, findBackupState, noteOutcome, noteTold, parseOutcome, tooOldMs } from './state.ts'

type ScheduleDeps = Pick<Deps, 'db' | 'rooms' | 'now' | 'log'>
type Placed = Pick<Environment, 'backup' | 'dataDir' | 'isDemo'> & Pick<OpenDatabase, 'holdFolder'>

const hourMs = 60 * 60_000
const lookEveryMs = 10 * 60_000
/** A machine that is off at night makes its backup by day, once it is that late. */
const lateHours = 6
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

/** Since when there should have been a backup and is none, or null where all is well. */
export function isWrong(state: BackupState, startedAt: Date, now: Date): boolean {
  const lastMs = state.last ? Date.parse(state.last.at) : startedAt.getTime()
  return state.failed !== null || now.getTime() - lastMs > tooOldMs
}

/** Makes backups by itself and tells administrators where that goes wrong, until `stop` is called. */
export async function startBackups(deps: ScheduleDeps, placed: Placed): Promise<{ stop(): Promise<void> }> {
  const { everyHours } = placed.backup
  const startedAt = deps.now()
  const door =
    placed.holdFolder &&
    (await openFolderDoor({
      dataDir: placed.dataDir,
      hold: placed.holdFolder,
      onOutcome: (line) => noteOutcome(deps.db, parseOutcome(line)),
      state: async () => JSON.stringify(await findBackupState(deps.db)),
    }))
  let child: ChildProcess | null = null
  let isStopped = false
  const look = async () => {
    if (child !== null) return
    const state = await findBackupState(deps.db)
    if (isDue(state, everyHours, deps.now())) await run((started) => (child = started), placed, deps)
    if (isStopped) return
    await tellWhereWrong(deps, startedAt)
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => deps.log.error({ err: error }, 'the backups could not be looked after'))
  }, lookEveryMs)
  timer.unref()
  if (everyHours === 0) clearInterval(timer)
  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      child?.kill('SIGTERM')
      door?.close()
    },
  }
}

/** In a process of its own, which lessons go before. It notes by itself how it went. */
async function run(onChild: (child: ChildProcess | null) => void, { isDemo }: Placed, { log }: ScheduleDeps) {
  const built = join(import.meta.dirname, 'backup.js')
  const file = existsSync(built) ? built : join(import.meta.dirname, 'main.ts')
  const flags = ['backup', '--json', ...(isDemo ? ['--demo'] : [])]
  const child = spawn(process.execPath, [...process.execArgv, file, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  onChild(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      said += error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  onChild(null)
  if (code === 0) log.info({ backup: said.trim() }, 'a backup was made')
  else log.error({ code, said: said.trim().slice(0, 2_000) }, 'no backup was made')
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
