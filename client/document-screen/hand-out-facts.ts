import type { DocumentRow } from '#client/data/documents.ts'
import type { Group, Member } from '#client/data/people.ts'

interface Known {
  templateId: string
  groups: readonly Pick<Group, 'id' | 'name'>[]
  members: readonly Pick<Member, 'role' | 'groupId'>[]
  documents: readonly Pick<DocumentRow, 'templateId' | 'group'>[]
  /** What was taken off the shelf. */
  removed: readonly Pick<DocumentRow, 'templateId' | 'group'>[]
}

/** Which groups have their copy of a template, which will get one, and who gets none and why. */
export function handOutFacts({ templateId, groups, members, documents, removed }: Known) {
  const groupsOf = (rows: Known['documents']) =>
    new Set(rows.flatMap((row) => (row.templateId === templateId && row.group ? [row.group.id] : [])))
  const [have, hadIt] = [groupsOf(documents), groupsOf(removed)]
  const names = (isIn: (id: string) => boolean) => groups.filter(({ id }) => isIn(id)).map(({ name }) => name)
  return {
    served: names((id) => have.has(id)),
    waiting: names((id) => !have.has(id) && !hadIt.has(id)),
    /** They are not served again: what they wrote is in the copy that was removed. */
    removed: names((id) => !have.has(id) && hadIt.has(id)),
    pupilsAlone: members.filter(({ role, groupId }) => role.startsWith('pupil') && groupId === null).length,
  }
}
