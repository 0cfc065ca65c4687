import { crcOf } from '#collab/relay/crc.ts'
import { listDocumentsWritten, listLogRows, replaceRun } from '#db/queries/document-log.ts'
import { lockDocument } from '#db/queries/documents.ts'
import { listAudiences, listVersions } from '#db/queries/versions.ts'
import type { Deps } from '../kit/context.ts'
import { checkRows } from '../content/integrity.ts'
import type { Reached } from '../kit/failpoints.ts'
import { keepProvenance } from './provenance.ts'
import { dayMs } from '../kit/nights.ts'

type Row = Awaited<ReturnType<typeof listLogRows>>[number]

/** A folded row still tells a time to the quarter of an hour. */
const longestRunMs = 15 * 60_000
const largestRunBytes = 256 * 1024

/**
 * Folds runs of rows that one author wrote between two versions, more than a day ago, into one row each: who wrote
 * what, and every version, stay as they were. Gives how many rows went. `reached` is for fault tests.
 */
export function foldLog(
  { db, folding, reached }: Pick<Deps, 'db' | 'folding'> & { reached?: Reached | undefined },
  documentId: string,
  now: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const versions = await listVersions(tx, documentId)
    const audiences = await listAudiences(tx, documentId)
    const boundaries = new Set([
      ...versions.map((version) => version.sequence),
      ...audiences.map((audience) => audience.upToSequence),
    ])
    const rows = await listLogRows(tx, documentId)
    const old = rows.filter((row) => now.getTime() - row.at.getTime() > dayMs)
    const runs = runsOf(old, boundaries).filter((run) => run.length > 1)
    const upTo = runs.at(-1)?.at(-1)?.sequence
    if (upTo !== undefined) await keepProvenance({ tx, folding }, { documentId, rows, upTo })
    let folded = 0
    for (const run of runs) {
      const last = run.at(-1)
      if (last === undefined) continue
      checkRows(documentId, run)
      const { bytes } = await folding.fold(run.map((row) => row.bytes))
      const gone = run.slice(0, -1).map((row) => row.sequence)
      const { sequence } = last
      const firstSequence = run[0]?.firstSequence ?? run[0]?.sequence ?? sequence
      await replaceRun(tx, { documentId, folded: gone, firstSequence, sequence, bytes, crc: crcOf(bytes, sequence) })
      reached?.('mid-compaction')
      folded += gone.length
    }
    return folded
  })
}

function runsOf(rows: Row[], boundaries: Set<number>): Row[][] {
  const runs: Row[][] = []
  let bytes = 0
  for (const row of rows) {
    const run = runs.at(-1)
    const [first] = run ?? []
    const last = run?.at(-1)
    const fits =
      first !== undefined &&
      last !== undefined &&
      last.authorId === row.authorId &&
      !boundaries.has(last.sequence) &&
      row.at.getTime() - first.at.getTime() <= longestRunMs &&
      bytes + row.bytes.length <= largestRunBytes
    if (fits) run?.push(row)
    else runs.push([row])
    bytes = fits ? bytes + row.bytes.length : row.bytes.length
  }
  return runs
}

const hourMs = 60 * 60_000
/** Each pass looks back this far behind yesterday, so that one that was missed is made good by the next. */
const lookBackMs = 7 * dayMs

/** Folds, one document after the other, what became old since; a damaged document is logged and left as it is. */
async function foldOldLogs(deps: Pick<Deps, 'db' | 'folding' | 'now' | 'log'>): Promise<void> {
  const end = new Date(deps.now().getTime() - dayMs)
  const written = await listDocumentsWritten(deps.db, new Date(end.getTime() - lookBackMs), end)
  for (const documentId of written)
    await foldLog(deps, documentId, deps.now()).catch((error: unknown) =>
      deps.log.error({ err: error, documentId }, 'the log of a document could not be folded'),
    )
}

/** Folds old logs each hour until `stop` is called. */
export function startFolding(deps: Pick<Deps, 'db' | 'folding' | 'now' | 'log'>): { stop(): void } {
  const timer = setInterval(() => {
    foldOldLogs(deps).catch((error: unknown) => deps.log.error({ err: error }, 'old logs could not be folded'))
  }, hourMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
