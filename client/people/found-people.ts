import { finder } from '#client/ui/finder.ts'
import type { PeopleView } from '#client/data/people.ts'

/** The people whose name, pseudonym, school or group holds these words; everybody where nothing is looked for. */
export function foundPeople(people: PeopleView, query: string): PeopleView {
  const finds = finder(query)
  if (!finds) return people
  const groups = new Map(people.groups.map((group) => [group.id, group.name]))
  const members = people.members.filter((member) =>
    finds([member.name, member.alias ?? '', member.school.name, groups.get(member.groupId ?? '') ?? ''].join('\n')),
  )
  const isWithSomebody = (groupId: string) => members.some((member) => member.groupId === groupId)
  return {
    ...people,
    members,
    groups: people.groups.filter((group) => isWithSomebody(group.id)),
    schools: people.schools.filter((school) => members.some((member) => member.school.id === school.id)),
  }
}
