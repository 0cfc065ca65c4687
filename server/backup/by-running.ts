import * as z from 'zod'
import { type Db, type FolderHold, HeldAlready } from '#db/client.ts'
import { type Answers, type Caller, reachServer } from '../console/console.ts'
import { BackupRefused } from './refused.ts'
import {
  type BackupOutcome,
  type BackupState,
  findBackupState,
  noteOutcome,
  outcomeSchema,
  stateSchema,
} from './state.ts'

/*
 * The embedded database belongs to the running server. Who makes a backup asks it for a while without checkpoints, and
 * copies the files meanwhile: no query waits for that.
 */

const longestHoldMs = 15 * 60_000

const noted = z.strictObject({ ask: z.literal('note backup'), outcome: outcomeSchema })

/** What the running server answers. */
export function backupAnswers(db: Db, hold: () => Promise<FolderHold>): Answers {
  const lent = new Map<Caller, { held: FolderHold; timer: NodeJS.Timeout }>()
  const takeBack = async (caller: Caller) => {
    const found = lent.get(caller)
    lent.delete(caller)
    clearTimeout(found?.timer)
    return found !== undefined && (await found.held.release())
  }
  return {
    async hold(_asked, caller) {
      const held = await hold().catch((error: unknown) => {
        if (error instanceof HeldAlready) return null
        throw error
      })
      if (held === null) return { refusal: 'Another backup is being made at this moment. Try again when it is done.' }
      lent.set(caller, { held, timer: setTimeout(() => void takeBack(caller), longestHoldMs).unref() })
      caller.whenGone(() => takeBack(caller))
      return { folder: held.folder }
    },
    release: async (_asked, caller) => ({ isGood: await takeBack(caller) }),
    'note backup': async (asked) => {
      await noteOutcome(db, noted.parse(asked).outcome)
      return {}
    },
    'backup state': () => findBackupState(db),
  }
}

const held = z.union([z.object({ folder: z.string() }), z.object({ refusal: z.string() })])
const released = z.object({ isGood: z.boolean() })

export interface RunningBackups {
  /** False where the copy must be made again. */
  whileHeld(copy: (folder: string) => Promise<void>): Promise<boolean>
  note(outcome: BackupOutcome): Promise<void>
  state(): Promise<BackupState>
  close(): void
}

/** Of the server that runs on this folder, or null where none does. */
export async function reachBackups(dataDir: string): Promise<RunningBackups | null> {
  const server = await reachServer(dataDir)
  if (server === null) return null
  return {
    async whileHeld(copy) {
      const answer = held.parse(await server.ask({ ask: 'hold' }))
      if ('refusal' in answer) throw new BackupRefused(answer.refusal)
      await copy(answer.folder)
      return released.parse(await server.ask({ ask: 'release' })).isGood
    },
    note: async (outcome) => void (await server.ask({ ask: 'note backup', outcome })),
    state: async () => stateSchema.parse(await server.ask({ ask: 'backup state' })),
    close: () => server.close(),
  }
}
