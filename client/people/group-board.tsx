import { useState } from 'react'
import { useDragAndDrop } from 'react-aria-components'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { GridList, GridListItem } from '#client/ui/grid-list.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import styles from './group-board.module.css'
import { GroupMenu } from './group-menu.tsx'
import { MemberMenu } from './member-menu.tsx'
import { PersonName } from './person-name.tsx'
import { useMoveMember } from '#client/data/people-changes.ts'
import type { Group, Member, PeopleView } from '#client/data/people.ts'

const dragType = 'preau-member'

interface GroupBoardProps {
  projectId: string
  people: PeopleView
  /** Those of them who are looked for. */
  found?: PeopleView
}

/** Groups as index cards side by side; pupils move by mouse, finger, keyboard, or their own menu. */
export function GroupBoard({ projectId, people, found = people }: GroupBoardProps) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const move = useMoveMember(projectId)
  const [said, setSaid] = useState('')
  const pupils = found.members.filter((member) => member.kind === 'pupil')
  const groups = found.groups.toSorted((a, b) => a.position - b.position)
  const without = pupils.filter((member) => member.groupId === null)
  const nameOf = (groupId: string | null) =>
    people.groups.find((group) => group.id === groupId)?.name ?? t('people.withoutGroup')
  const moveTo = (userId: string, groupId: string | null) => {
    const member = pupils.find((each) => each.userId === userId)
    if (!member?.can.move || member.groupId === groupId) return
    runChange(
      move,
      { userId, groupId },
      {
        onSuccess: () => setSaid(t('people.moved', { name: member.name, group: nameOf(groupId) })),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  }
  const column = (group: Group | null, members: Member[]) => (
    <Column
      key={group?.id ?? 'none'}
      projectId={projectId}
      people={people}
      group={group}
      members={members}
      onMove={moveTo}
    />
  )
  return (
    <>
      <div className={styles.board}>
        {without.length > 0 && column(null, without)}
        {groups.map((group) =>
          column(
            group,
            pupils.filter((member) => member.groupId === group.id),
          ),
        )}
      </div>
      {pupils.some((member) => member.alias) && <p className={styles.note}>{t('people.aliasNote')}</p>}
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </>
  )
}

interface ColumnProps extends Omit<GroupBoardProps, 'found'> {
  group: Group | null
  members: Member[]
  onMove: (userId: string, groupId: string | null) => void
}

function Column({ projectId, people, group, members, onMove }: ColumnProps) {
  const { t, locale } = useMessages()
  const items = sortByName(members, locale, (member) => member.name).map((member) => ({ ...member, id: member.userId }))
  const canMove = people.can.editGroups
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        [dragType]: String(key),
        'text/plain': items.find((item) => item.id === key)?.name ?? '',
      })),
    acceptedDragTypes: [dragType],
    getDropOperation: () => 'move',
    onRootDrop: (event) => {
      for (const item of event.items)
        if (item.kind === 'text') void item.getText(dragType).then((userId) => onMove(userId, group?.id ?? null))
    },
  })
  const title = group?.name ?? t('people.withoutGroup')
  const schoolCount = new Set(members.map((member) => member.school.id)).size
  return (
    <section className={styles.column} data-none={group === null || undefined}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <span className={styles.count}>{t('common.pupilCount', { count: members.length })}</span>
        {group && schoolCount > 1 && <Badge tone="brand">{t('people.mixed')}</Badge>}
        {group && canMove && <GroupMenu projectId={projectId} group={group} isEmpty={members.length === 0} />}
      </header>
      <GridList
        label={title}
        items={items}
        dependencies={[people]}
        {...(canMove ? { dragAndDropHooks } : {})}
        renderEmptyState={() => (
          <p className={styles.empty}>{t(canMove ? 'people.emptyGroup' : 'people.emptyGroupRead')}</p>
        )}
      >
        {(member) => (
          <GridListItem id={member.id} textValue={member.name}>
            <PersonName member={member} hasSchoolTile={people.schools.length > 1} />
            <MemberMenu projectId={projectId} people={people} member={member} onMove={onMove} />
          </GridListItem>
        )}
      </GridList>
    </section>
  )
}
