import { findUncleaned, updateCleaned } from '#db/queries/files.ts'
import type { Deps } from '../../context.ts'
import { cleanThread } from './clean-thread.ts'
import { namesItsAuthor } from './types.ts'

type CleaningDeps = Pick<Deps, 'db' | 'now' | 'log'>

/**
 * Frees what was uploaded before of who wrote it, one file after another, whatever the process ends in between. What cannot
 * be stays as it is: whoever it was for has it, and nothing stored is lost. Ends where nothing is left.
 */
export async function cleanEarlier(deps: CleaningDeps, isStopped: () => boolean = () => false): Promise<void> {
  for (let file = await findUncleaned(deps.db); file !== null && !isStopped(); file = await findUncleaned(deps.db)) {
    const { id, type } = file
    const bytes = new Uint8Array(file.bytes)
    const cleaned = namesItsAuthor(type) ? await cleanThread.ask({ bytes, type }, [bytes.buffer]) : { reason: 'text' }
    if (cleaned === null) return
    if ('reason' in cleaned && cleaned.reason !== 'text')
      deps.log.warn({ fileId: id, reason: cleaned.reason }, 'a file still names its author')
    await updateCleaned(deps.db, id, { bytes: 'bytes' in cleaned ? cleaned.bytes : null, cleanedAt: deps.now() })
  }
}

/** Begins at the start of the process; after the first time there is nothing to do. */
export function startCleaning(deps: CleaningDeps): { stop(): void } {
  let isStopped = false
  cleanEarlier(deps, () => isStopped).catch((error: unknown) =>
    deps.log.error({ err: error }, 'earlier files could not be freed of their authors'),
  )
  return { stop: () => (isStopped = true) }
}
