import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { classroomQuery, classroomsQuery } from '#client/data/classrooms.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { finder, worthSearching } from '#client/ui/finder.ts'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { SearchField } from '#client/ui/search-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useAddPupils } from '#client/data/people-changes.ts'
import type { PeopleView } from '#client/data/people.ts'

interface AddPupilsProps {
  projectId: string
  people: PeopleView
  onDone: () => void
}

/** A classroom of mine, then all of its pupils or some. */
export function AddPupils({ projectId, people, onDone }: AddPupilsProps) {
  const { t, locale } = useMessages()
  const { data, isPending, error, refetch } = useQuery(classroomsQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const mine = sortByName(
    (data?.classrooms ?? []).filter((classroom) => classroom.isMine && !classroom.archivedAt),
    locale,
    (classroom) => classroom.name,
  )
  if (isPending) return <Skeleton />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const classroomId = chosen ?? mine[0]?.id
  if (!classroomId)
    return (
      <EmptyState
        sentence={t('people.noClassroom')}
        action={
          <LinkButton href="/classrooms" variant="primary">
            {t('projects.makeClassroom')}
          </LinkButton>
        }
      />
    )
  return (
    <Stack>
      <Select
        label={t('common.classroom')}
        options={mine.map((classroom) => ({
          id: classroom.id,
          label: classroom.name,
          description: t('common.pupilCount', { count: classroom.pupilCount }),
        }))}
        value={classroomId}
        onChange={setChosen}
      />
      <PupilsOf key={classroomId} {...{ projectId, people, onDone, classroomId }} />
    </Stack>
  )
}

interface PupilPickProps {
  pupils: readonly { id: string; displayName: string }[]
  value: readonly string[]
  onChange: (userIds: string[]) => void
}

/** Who is out of sight while one looks for somebody stays chosen or not, as they were. */
function PupilPick({ pupils, value, onChange }: PupilPickProps) {
  const { t } = useMessages()
  const [query, setQuery] = useState('')
  const finds = finder(query)
  const found = finds === null ? pupils : pupils.filter((pupil) => finds(pupil.displayName))
  const shown = new Set(found.map((pupil) => pupil.id))
  return (
    <>
      {pupils.length >= worthSearching && (
        <Row>
          <SearchField label={t('classrooms.search')} value={query} onChange={setQuery} />
          <span role="status">{finds && t('classrooms.found', { count: found.length })}</span>
        </Row>
      )}
      {found.length > 0 && (
        <CheckboxGroup
          label={t('people.whichPupils')}
          options={found.map((pupil) => ({ id: pupil.id, label: pupil.displayName }))}
          value={value}
          onChange={(ids) => onChange([...value.filter((id) => !shown.has(id)), ...ids])}
          orientation="horizontal"
        />
      )}
    </>
  )
}

function PupilsOf({ projectId, people, onDone, classroomId }: AddPupilsProps & { classroomId: string }) {
  const { t, locale } = useMessages()
  const { data, isPending, error, refetch } = useQuery(classroomQuery(classroomId))
  const add = useAddPupils(projectId)
  const [kept, setKept] = useState<string[] | null>(null)
  if (isPending) return <Skeleton of="rows" />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const here = new Set(people.members.map((member) => member.userId))
  const free = sortByName(data.pupils, locale, (pupil) => pupil.displayName).filter((pupil) => !here.has(pupil.id))
  if (free.length === 0) return <p>{t('people.allHere')}</p>
  const userIds = kept ?? free.map((pupil) => pupil.id)
  return (
    <>
      <PupilPick pupils={free} value={userIds} onChange={setKept} />
      {add.isError && <ErrorState error={add.error} />}
      <Actions>
        <OnlineButton
          variant="primary"
          isDisabled={userIds.length === 0}
          isPending={add.isPending}
          onPress={() =>
            runChange(
              add,
              { userIds },
              {
                onSuccess: ({ added }) => {
                  toast(t('people.added', { count: added }))
                  onDone()
                },
              },
            )
          }
        >
          {t('people.addCount', { count: userIds.length })}
        </OnlineButton>
      </Actions>
    </>
  )
}
