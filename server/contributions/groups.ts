import { addCounts, type Contribution, type Counts, noCounts } from './tally.ts'

/** What a group made, as the sum of its people; `groupId` null: of whoever is in none, has gone, or is the server. */
export interface GroupTotal extends Counts {
  groupId: string | null
  name: string
  /** In how many documents. */
  documents: number
}

interface InGroup {
  userId: string
  groupId: string | null
}

/** What each group made in these documents, in the order of the groups. Together they are all that is counted in them. */
export function totalsOf(
  counted: readonly (readonly Contribution[])[],
  people: readonly InGroup[],
  groups: readonly { id: string; name: string }[],
): GroupTotal[] {
  const groupOf = new Map(people.map(({ userId, groupId }) => [userId, groupId]))
  const named = [...groups.map(({ id, name }) => ({ groupId: id, name })), { groupId: null, name: '' }]
  return named.flatMap(({ groupId, name }) => {
    const own = counted
      .map((list) => list.filter(({ userId }) => (groupOf.get(userId ?? '') ?? null) === groupId))
      .filter((list) => list.length > 0)
    if (own.length === 0 && groupId === null) return []
    return [
      {
        ...own.flat().reduce((sum: Counts, one) => addCounts(sum, one), noCounts),
        groupId,
        name,
        documents: own.length,
      },
    ]
  })
}
