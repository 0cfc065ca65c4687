import type { BoardObject } from '#collab/documents/board-model.ts'
import { finder } from '#client/ui/finder.ts'
import type { BoardPerson } from '../board-session.ts'

export interface Maker {
  author: string
  person: BoardPerson
  things: readonly BoardObject[]
}

export type By = 'group' | 'school'

export interface MakerSection {
  id: string
  /** `none`: of pupils in no group. */
  kind: 'group' | 'school' | 'staff' | 'none'
  /** Of the group or the school. */
  name: string
  makers: Maker[]
}

interface Shown {
  by: By
  query: string
  /** In their order. */
  groups: readonly { id: string; name: string }[]
}

/** The people of a board under their group or their school: those whose name, school or group is looked for. */
export function sectionsOf(makers: readonly Maker[], { by, query, groups }: Shown): MakerSection[] {
  const names = new Map(groups.map((group) => [group.id, group.name]))
  const finds = finder(query)
  const sections = new Map<string, MakerSection>()
  if (by === 'group') for (const { id, name } of groups) sections.set(id, { id, kind: 'group', name, makers: [] })
  for (const maker of makers) {
    const { name, alias, school, groupId } = maker.person
    if (finds && !finds([name, alias ?? '', school.name, names.get(groupId ?? '') ?? ''].join('\n'))) continue
    const place = placeOf(maker.person, by)
    const section = sections.get(place.id) ?? { ...place, makers: [] }
    section.makers.push(maker)
    sections.set(place.id, section)
  }
  return [...sections.values()].filter((section) => section.makers.length > 0)
}

function placeOf({ kind, school, groupId }: BoardPerson, by: By): Omit<MakerSection, 'makers'> {
  if (by === 'school') return { id: school.id, kind: 'school', name: school.name }
  if (kind === 'staff') return { id: 'staff', kind: 'staff', name: '' }
  return { id: groupId ?? 'none', kind: 'none', name: '' }
}
