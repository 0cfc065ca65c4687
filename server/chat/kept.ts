import { dayMs } from '../kit/nights.ts'

/* How long what children said, and what was reported of it, is kept. After that it is removed for good (`forget.ts`). */

/** What a message said and brought before it was changed or taken away: for its teachers, should something have happened. */
export const earlierKeptMs = 30 * dayMs
/** A message: it was of use in its lessons. What should last becomes part of a page or board. */
export const messageKeptMs = 365 * dayMs

/** A report with its evidence, from when it was closed: an open one waits, however long. */
export const reportKeptMs = 365 * dayMs

/** Whether what was there until this moment is still kept. */
export const isEarlierKept = (until: Date, now: Date): boolean => now.getTime() - until.getTime() < earlierKeptMs
