import { useMessages } from '#client/locales/messages.tsx'
import { countryName, sortByName } from '#client/locales/languages.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { Table } from '#client/ui/table.tsx'
import { MemberMenu } from './member-menu.tsx'
import { PersonName } from './person-name.tsx'
import { useMoveMember } from '#client/data/people-changes.ts'
import type { Member, PeopleView } from '#client/data/people.ts'

const roleOrder: readonly Member['role'][] = ['owner', 'teacher', 'visitor', 'guest', 'pupil_admin', 'pupil']

interface SchoolListsProps {
  projectId: string
  people: PeopleView
  /** Those of them who are looked for. */
  found: PeopleView
}

/** Each school with its people, teachers first. */
export function SchoolLists({ projectId, people, found }: SchoolListsProps) {
  const { t, locale } = useMessages()
  const move = useMoveMember(projectId)
  return (
    <Stack gap="l">
      {found.schools.map((school) => {
        const byName = sortByName(
          found.members.filter((member) => member.school.id === school.id),
          locale,
          (member) => member.name,
        )
        const members = byName.toSorted((a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role))
        return (
          <section key={school.id}>
            <Stack gap="s">
              <Row isSpread>
                <Row>
                  <h2>
                    <SchoolChip school={school} />
                  </h2>
                  <Badge>{t(`people.standing_${school.standing}`)}</Badge>
                </Row>
                <span>
                  {countryName(school.countryCode, locale)} · {t('common.memberCount', { count: members.length })}
                </span>
              </Row>
              <Table
                label={school.name}
                rows={members}
                rowId={(member) => member.userId}
                columns={[
                  {
                    id: 'name',
                    label: t('people.name'),
                    isRowHeader: true,
                    cell: (member) => <PersonName member={member} />,
                  },
                  { id: 'role', label: t('people.role'), cell: (member) => t(`people.role_${member.role}`) },
                  {
                    id: 'group',
                    label: t('common.group'),
                    cell: (member) => people.groups.find((group) => group.id === member.groupId)?.name ?? '',
                  },
                  {
                    id: 'actions',
                    label: t('people.actions'),
                    isLabelHidden: true,
                    align: 'end' as const,
                    cell: (member: Member) => (
                      <MemberMenu
                        projectId={projectId}
                        people={people}
                        member={member}
                        onMove={(userId, groupId) => move.mutate({ userId, groupId })}
                      />
                    ),
                  },
                ]}
              />
            </Stack>
          </section>
        )
      })}
    </Stack>
  )
}
