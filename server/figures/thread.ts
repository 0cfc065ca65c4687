import type { FigureRow } from '#db/queries/figures.ts'
import { AppError } from '../kit/errors.ts'
import { JobThread } from '../kit/job-thread.ts'
import type { Counted } from './tally.ts'
import type { Threshold } from './thresholds.ts'

export interface CountedDay {
  counted: readonly Counted[]
  threshold: Threshold
}

type Told = Map<string, FigureRow[]>

/** What may be told of a day is computed while lessons go on: thirty countries of few schools each take half a minute. */
const thread = new JobThread<CountedDay, Told | null>({
  name: 'figures-worker',
  folder: import.meta.dirname,
  longestMs: 10 * 60_000,
  memoryMb: 512,
  whenEnded: null,
  // It ends by itself, where no office asks for another day.
  isSpent: (told) => told === null,
})

/** @throws `figures_failed` where it takes too long or too much: then nothing of the day is told. */
export async function toldOf(day: CountedDay): Promise<Told> {
  const told = await thread.ask(day)
  if (told === null) throw new AppError('conflict', 'figures_failed')
  return told
}
