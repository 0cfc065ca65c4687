import { type Deletes, deletesOf } from '#collab/relay/deletes.ts'
import type { DeleteRange } from '#collab/relay/preflight.ts'
import { walked } from '#collab/relay/update.ts'

interface Row {
  sequence: number
  at: Date
  bytes: Uint8Array
}

/**
 * What no version shows: written after one version and deleted, before a time, ahead of the next. Rows are all of a log, in
 * order; `versions` their sequences, in order. Who wrote and who deleted between two versions stays as it was.
 */
export function unseenOf(rows: readonly Row[], versions: readonly number[], before: Date): Deletes {
  const clocks = new Map<number, number>()
  const deleted = deletesOf([])
  const unseen: DeleteRange[] = []
  let written = deletesOf([])
  let next = 0
  for (const { sequence, at, bytes } of rows) {
    while ((versions[next] ?? Number.POSITIVE_INFINITY) < sequence) {
      next++
      written = deletesOf([])
    }
    const { blocks, deletes } = walked(bytes).walk
    for (const { client, clock, end } of blocks) {
      const from = Math.max(clock, clocks.get(client) ?? 0)
      if (end <= from) continue
      clocks.set(client, end)
      written.addAll([{ client, clock: from, length: end - from }])
    }
    // Clocks of servers jump: a later row may be older.
    if (at < before) for (const range of deleted.missingOf(deletes)) unseen.push(...written.within(range))
    deleted.addAll(deletes)
  }
  return deletesOf(unseen)
}
