import { setImmediate as othersTurn } from 'node:timers/promises'
import type { RelayPorts } from '#collab/relay/ports.ts'
import { lockChannel } from '#db/queries/chat-channels.ts'
import {
  deleteOldEdits,
  deleteOldFiles,
  deleteOldMessages,
  deleteOldUndelivered,
  listChannelsWithOld,
  listProjectsWithOldEdits,
} from '#db/queries/chat-forget.ts'
import { clearOldLetters, deleteOldAdultMessages } from '#db/queries/contacts-forget.ts'
import { forgetTaken } from '#db/queries/conversations.ts'
import { deleteOldMessageReports } from '#db/queries/message-reports.ts'
import { deleteOldReports } from '#db/queries/reports.ts'
import type { Deps } from '../kit/context.ts'
import { forgetAfterMs, untilNight } from '../kit/nights.ts'
import { writtenBefore } from './adult-kept.ts'
import { earlierKeptMs, messageKeptMs, reportKeptMs } from './kept.ts'

type ForgetDeps = Pick<Deps, 'db' | 'now' | 'rooms'>
type Clock = Pick<RelayPorts['clock'], 'setTimeout' | 'clearTimeout'>

/** Rows in one statement or transaction: nobody who writes meanwhile waits for more. */
const rowsAtOnce = 500
/** A file has up to 10 MB. */
const filesAtOnce = 20
/** A house that is switched off at night forgets when it is switched on. */
const afterStartMs = 60_000

/**
 * Removes for good what is no longer kept: earlier texts, with what was taken away, all that was said a year ago, with its
 * files, what teachers wrote to each other as long ago, and reports that were closed a year ago, also of that. Small steps, each whole by itself; what one night did not come to is the next one's. Gives how many rows went.
 */
export async function forgetOldTalk({ db, now, rooms }: ForgetDeps, atOnce = rowsAtOnce): Promise<number> {
  const at = now()
  const ago = (ms: number) => new Date(at.getTime() - ms)
  const [earlier, before] = [ago(earlierKeptMs), ago(messageKeptMs)]
  let count = 0
  const untilNone = async (step: () => Promise<number>) => {
    for (let gone = await step(); gone > 0; gone = await step()) {
      count += gone
      await othersTurn()
    }
  }
  const projectIds = new Set(await listProjectsWithOldEdits(db, earlier))
  await untilNone(() => deleteOldEdits(db, earlier, atOnce))
  await untilNone(() => deleteOldFiles(db, earlier, Math.min(atOnce, filesAtOnce)))
  await untilNone(() => deleteOldUndelivered(db, earlier, atOnce))
  for (const { id: channelId, projectId } of await listChannelsWithOld(db, before)) {
    projectIds.add(projectId)
    await untilNone(() =>
      db.transaction(async (tx) => {
        await lockChannel(tx, channelId)
        return deleteOldMessages(tx, { channelId, before, at, limit: atOnce })
      }),
    )
  }
  await untilNone(async () => {
    const gone = await deleteOldReports(db, ago(reportKeptMs), atOnce)
    for (const projectId of gone) projectIds.add(projectId)
    return gone.length
  })
  await untilNone(() => forgetTaken(db, earlier, atOnce))
  await untilNone(() => deleteOldAdultMessages(db, writtenBefore(at), atOnce))
  await untilNone(() => clearOldLetters(db, writtenBefore(at), atOnce))
  await untilNone(() => deleteOldMessageReports(db, ago(reportKeptMs), atOnce))
  // Browsers that stayed open still show it.
  for (const projectId of projectIds) rooms.notice({ projectId }, { topic: 'forgotten' })
  return count
}

/** Forgets soon after the start and each night, until `stop` is called. */
export function startForgetting(deps: ForgetDeps & Pick<Deps, 'log'>, clock: Clock): { stop(): void } {
  let timer: unknown
  let isStopped = false
  const after = (ms: number) => {
    if (isStopped) return
    timer = clock.setTimeout(() => void forget(), ms)
  }
  const forget = async () => {
    try {
      const count = await forgetOldTalk(deps)
      if (count > 0) deps.log.info({ count }, 'old talk was removed')
    } catch (error) {
      deps.log.error({ err: error }, 'old talk could not be removed')
    }
    after(untilNight(deps.now().getTime()) + forgetAfterMs)
  }
  after(afterStartMs)
  return {
    stop() {
      isStopped = true
      clock.clearTimeout(timer)
    },
  }
}
