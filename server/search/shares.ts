import type { Db } from '#db/client.ts'
import { countBands, countRoughly, listShares } from '#db/queries/directory-search.ts'
import type { DirectoryList } from '#db/schema/values.ts'
import { bands } from './lexemes.ts'

/**
 * How frequent words and filters are in a long list, and how many rows are in each band of ranks: by these one looks among the
 * best first and not at everything. They cost time where they are wrong, and never an answer.
 */

/** In a shorter list everything is looked at at once. */
const shortList = 5_000
/** Of what is in fewer rows than the database counts. */
const rareShare = 1 / 20_000
const keptMs = 10 * 60_000
const bandShift = Math.log2(2 ** 20 / bands)

export interface Shares {
  rows: number
  /** Of one lexeme, or of all that begin so. */
  shareOf(lexeme: string, isBeginning: boolean): number
  /** The lowest band with which there are so many rows from `high` on down. */
  bandWith(rows: number, high: number): number
}

async function readShares(db: Db, list: DirectoryList): Promise<Shares | null> {
  const rows = await countRoughly(db, list)
  if (rows < shortList) return null
  const [known, counted] = await Promise.all([listShares(db, list), countBands(db, list, bandShift)])
  const sorted = known.toSorted(([one], [other]) => (one < other ? -1 : 1))
  const byLexeme = new Map(known)
  const inBand = new Map(counted.map(({ band, rows: count }) => [band, count]))
  return {
    rows,
    shareOf: (lexeme, isBeginning) =>
      isBeginning ? beginningShare(sorted, lexeme) : (byLexeme.get(lexeme) ?? rareShare),
    bandWith(wanted, high) {
      let [band, found] = [high, inBand.get(high) ?? 0]
      while (band > 0 && found < wanted) found += inBand.get(--band) ?? 0
      return band
    },
  }
}

function beginningShare(sorted: readonly [string, number][], beginning: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.[0] ?? '') < beginning) low = middle + 1
    else high = middle
  }
  let share = rareShare
  for (; sorted[low]?.[0].startsWith(beginning); low++) share += sorted[low]?.[1] ?? 0
  return Math.min(1, share)
}

export type AllShares = ReturnType<typeof createShares>

/** Reads them anew now and then, while what is there is still used. */
export function createShares() {
  const kept = new Map<DirectoryList, { at: number; shares: Promise<Shares | null> }>()
  return {
    async of(db: Db, list: DirectoryList, now: Date): Promise<Shares | null> {
      const found = kept.get(list)
      if (found && now.getTime() - found.at < keptMs) return found.shares
      const shares = readShares(db, list)
      // Meanwhile whoever asks has what was there.
      kept.set(list, { at: now.getTime(), shares: found ? shares.catch(() => found.shares) : shares })
      shares.catch(() => kept.delete(list))
      return found ? found.shares : shares
    },
  }
}
