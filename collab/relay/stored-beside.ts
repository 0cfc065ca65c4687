import type { Branch } from './branch.ts'
import type { LoadedBranch, PendingRow, RelayPorts } from './ports.ts'

interface Tried {
  entries: readonly { branch?: Branch; releases?: { branch: Branch } }[]
  beside: readonly { row: PendingRow }[]
}

type Found = 'ours' | 'others' | 'none'

/** After an error: are its rows beside the document there (SPEC 40), or has somebody else written or given back there? */
export function besideIn(branches: readonly LoadedBranch[] = [], { entries, beside }: Tried): Found {
  const stored = (userId: string) => branches.find((one) => one.userId === userId)
  const isOver = ({ userId, number }: Branch) => (stored(userId)?.number ?? number) !== number
  if (
    entries.some(({ branch = null, releases }) =>
      [branch, releases?.branch ?? null].some((one) => one !== null && isOver(one)),
    )
  )
    return 'others'
  const found = beside.map(({ row }) => foundOf(stored(row.userId), row))
  // Of one transaction all is there, or nothing.
  if (found.includes('others') || (found.includes('ours') && found.includes('none'))) return 'others'
  return found[0] ?? 'none'
}

function foundOf(branch: LoadedBranch | undefined, { sequence, bytes }: PendingRow): Found {
  if (branch === undefined || branch.sequence < sequence) return 'none'
  const there = branch.rows.find((row) => row.sequence === sequence)
  return there !== undefined && Buffer.compare(there.bytes, bytes) === 0 ? 'ours' : 'others'
}

/** After an error: was it given back all the same? Null where the store does not say. */
export async function isGivenBack(
  ports: Pick<RelayPorts, 'load'>,
  documentId: string,
  { userId, number }: Branch,
): Promise<boolean | null> {
  const loaded = await ports.load(documentId).catch(() => null)
  const stored = loaded?.branches?.find((one) => one.userId === userId)
  return stored === undefined ? null : stored.number !== number
}
