import { expect, test } from 'vitest'
import { type Maker, sectionsOf } from '#client/boards/moderation/maker-sections.ts'
import { foundPeople } from '#client/people/found-people.ts'
import type { Member, PeopleView } from '#client/data/people.ts'

/** Somebody among forty-eight is found by name, pseudonym, group or school, as one types in a hurry. */

const lyon = { id: 'lyon', name: 'Collège Jean-Moulin', countryCode: 'FR' }
const ulm = { id: 'ulm', name: 'Schule an der Donau', countryCode: 'DE' }
const groups = [
  { id: 'loire', name: 'Loire', position: 0 },
  { id: 'elbe', name: 'Elbe', position: 1 },
]
const member = (name: string, more: Partial<Member> = {}): Member => ({
  ...{ userId: name, name, alias: null, kind: 'pupil', role: 'pupil', school: lyon, groupId: 'loire', paletteIndex: 1 },
  ...{ shape: 0, isSelf: false, can: { remove: false, changeRole: false, move: false, openOral: false } },
  ...more,
})
const people: PeopleView = {
  members: [
    member('Zoë K.'),
    member('Éloïse P.', { alias: 'Lynx Doré' }),
    member('Jörg W.', { school: ulm, groupId: 'elbe' }),
    member('Loutre du lac', { school: ulm, groupId: null }),
  ],
  former: [],
  groups,
  schools: [
    { ...lyon, town: 'Lyon', standing: 'founder' },
    { ...ulm, town: 'Ulm', standing: 'partner' },
  ],
  invitations: [],
  can: { addPupils: true, invite: true, editGroups: true, rule: true },
}
const names = (query: string) => foundPeople(people, query).members.map((one) => one.name)

test('people of a project are found without accents, by what partners see, by group and by school', () => {
  expect(names('zoe')).toEqual(['Zoë K.'])
  expect(names('lynx dore')).toEqual(['Éloïse P.'])
  expect(names('elbe')).toEqual(['Jörg W.'])
  expect(names('college')).toEqual(['Zoë K.', 'Éloïse P.'])
  expect(names('donau jorg')).toEqual(['Jörg W.'])
  expect(names('nobody')).toEqual([])
  expect(names(' ')).toHaveLength(4)
})

test('groups and schools without anybody who was found are out of the way', () => {
  const found = foundPeople(people, 'jorg')
  expect(found.groups.map((group) => group.name)).toEqual(['Elbe'])
  expect(found.schools.map((school) => school.name)).toEqual(['Schule an der Donau'])
})

test('the makers of a board stand under their groups or their schools, and are found in the same way', () => {
  const claire = member('Claire', { kind: 'staff', role: 'teacher', groupId: null })
  const makers: Maker[] = [...people.members, claire].map((person) => ({ author: person.userId, person, things: [] }))
  const shown = (by: 'group' | 'school', query = '') =>
    sectionsOf(makers, { by, query, groups }).map(({ name, makers: own }) => [name, own.map((one) => one.author)])
  expect(shown('group')).toEqual([
    ['Loire', ['Zoë K.', 'Éloïse P.']],
    ['Elbe', ['Jörg W.']],
    ['', ['Loutre du lac']],
    ['', ['Claire']],
  ])
  expect(shown('school')).toEqual([
    ['Collège Jean-Moulin', ['Zoë K.', 'Éloïse P.', 'Claire']],
    ['Schule an der Donau', ['Jörg W.', 'Loutre du lac']],
  ])
  expect(shown('group', 'donau')).toEqual([
    ['Elbe', ['Jörg W.']],
    ['', ['Loutre du lac']],
  ])
})
