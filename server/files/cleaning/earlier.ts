import { findUncleaned, updateCleaned } from '#db/queries/files.ts'
import type { Deps } from '#server/kit/context.ts'
import { cleanThread } from './clean-thread.ts'
import { namesItsAuthor } from './types.ts'

type CleaningDeps = Pick<Deps, 'db' | 'now' | 'log'>
type Uncleaned = NonNullable<Awaited<ReturnType<typeof findUncleaned>>>

/** Null where they stay as they are. */
async function cleanedBytes(
  { log }: CleaningDeps,
  { id, type, bytes }: Uncleaned,
): Promise<Uint8Array | null | 'busy'> {
  if (!namesItsAuthor(type)) return null
  const given = new Uint8Array(bytes)
  const cleaned = await cleanThread.ask({ bytes: given, type }, [given.buffer])
  if (cleaned === null) return 'busy'
  if ('bytes' in cleaned) return cleaned.bytes
  log.warn({ fileId: id, reason: cleaned.reason }, 'a file still names its author')
  return null
}

/**
 * Frees what was uploaded before of who wrote it, one file after another, whatever the process ends in between. What cannot
 * be stays as it is: whoever it was for has it, and nothing stored is lost. Ends where nothing is left.
 */
export async function cleanEarlier(deps: CleaningDeps, isStopped: () => boolean = () => false): Promise<void> {
  for (let file = await findUncleaned(deps.db); file !== null && !isStopped(); file = await findUncleaned(deps.db)) {
    const bytes = await cleanedBytes(deps, file)
    if (bytes === 'busy') return
    await updateCleaned(deps.db, file.id, { bytes, cleanedAt: deps.now() })
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
