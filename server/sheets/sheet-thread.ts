import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { JobThread } from '../kit/job-thread.ts'
import { cleanSheet, type CleanSheet } from './clean.ts'
import type { SheetAnswer } from './engine.ts'
import type { Sheet } from './sheet.ts'

/**
 * A thread begins with 13 MB and keeps some 0.6 MB of each sheet: after the summaries of a class of 30 it has 33, after their 30
 * files for the oral with twelve pictures each 86. So a class never waits for a new one, which costs a second.
 */
const most = { documents: 200, bytes: 160 * 1024 * 1024 }

/** A sheet takes some 30 ms, the first of a thread a second; 100 pages two. */
const sheetThread = new JobThread<CleanSheet, SheetAnswer>({
  name: 'sheet-worker',
  folder: import.meta.dirname,
  longestMs: 20_000,
  memoryMb: 256,
  whenEnded: { reason: 'sheet_failed', said: 'it took too long', memory: 0 },
  isSpent: ({ memory }, done) => done >= most.documents || memory > most.bytes,
})

/** @throws `sheet_failed` where it cannot be drawn, `too_many_sheets` where too many wait */
export async function drawSheet(ctx: Ctx, sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await sheetThread.ask(cleanSheet(sheet))
  if (answer === null) throw new AppError('too_many', 'too_many_sheets', { retryAfterMs: 10_000 })
  if ('pdf' in answer) return answer.pdf
  ctx.log.error({ said: answer.said, requestId: ctx.requestId }, 'a sheet could not be drawn')
  throw new AppError('conflict', answer.reason)
}
