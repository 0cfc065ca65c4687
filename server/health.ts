import { statfs } from 'node:fs/promises'
import type { Db } from '#db/client.ts'
import { countDamaged } from '#db/queries/integrity.ts'
import { probeCommit } from '#db/probe.ts'

const longestLoopLagMs = 1_000
const lagProbeMs = 500
const longestCommitMs = 500
const smallestFreeDisk = 0.05
/** Anybody may ask: one answer serves this long, so that asking often costs nothing. */
const answerAgeMs = 1_000

export interface Health {
  isAlive(): boolean
  /** Null when ready, else the plain reason. */
  whyNotReady(): Promise<string | null>
  /** How many documents wait for a teacher to continue from their last good state. Work goes on in all others. */
  damagedDocuments(): Promise<number>
  /** From now on not ready: the process is ending. */
  leave(): void
}

/** Tells whether this process lives and can store work. `dataDir` is watched for space; null when a server stores. */
export function watchHealth(db: Db, dataDir: string | null): Health {
  let lagMs = 0
  let last = performance.now()
  let isLeaving = false
  let answer: { at: number; reason: Promise<string | null>; damaged: Promise<number> } | null = null
  setInterval(() => {
    const now = performance.now()
    lagMs = now - last - lagProbeMs
    last = now
  }, lagProbeMs).unref()
  const ask = () => {
    if (answer && performance.now() - answer.at <= answerAgeMs) return answer
    const reason = examine(db, dataDir)
    const damaged = reason.then((found) => (found === null ? countDamaged(db) : 0))
    damaged.catch(() => undefined)
    answer = { at: performance.now(), reason, damaged }
    return answer
  }
  return {
    isAlive: () => Math.max(lagMs, performance.now() - last - lagProbeMs) < longestLoopLagMs,
    whyNotReady: () => (isLeaving ? Promise.resolve('stopping') : ask().reason),
    damagedDocuments: () => ask().damaged,
    leave() {
      isLeaving = true
    },
  }
}

async function examine(db: Db, dataDir: string | null): Promise<string | null> {
  if (!(await commitsInTime(db))) return 'database'
  if (dataDir === null) return null
  const disk = await statfs(dataDir).catch(() => null)
  return disk !== null && disk.bavail / disk.blocks > smallestFreeDisk ? null : 'disk'
}

async function commitsInTime(db: Db): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), longestCommitMs)
  })
  const stored = probeCommit(db).then(
    () => true,
    () => false,
  )
  const isInTime = await Promise.race([stored, late])
  clearTimeout(timer)
  return isInTime
}
