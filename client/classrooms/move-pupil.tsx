import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { classroomsQuery, type ClassroomView, type Pupil, useMovePupil } from '#client/data/classrooms.ts'
import { rolloverQuery } from '#client/data/rollover.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useUser } from '#client/session/session.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { repeatingIn } from './repeating.ts'

interface MoveProps {
  pupil: Pupil
  classroom: ClassroomView['classroom']
  onClose: () => void
}

/** Puts a pupil into another class; that in which they would repeat the year is chosen where it is known. */
export function MovePupil({ pupil, classroom, onClose }: MoveProps) {
  const { t } = useMessages()
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('classrooms.moveTitle', { name: pupil.displayName })}
      size="s"
    >
      <MoveForm pupil={pupil} classroom={classroom} onClose={onClose} />
    </Dialog>
  )
}

function MoveForm({ pupil, classroom, onClose }: MoveProps) {
  const { t } = useMessages()
  const { isSchoolAdmin } = useUser()
  const { data, isPending, error, refetch } = useQuery(classroomsQuery)
  const { data: rollover } = useQuery({ ...rolloverQuery, enabled: isSchoolAdmin })
  const move = useMovePupil(classroom.id)
  const [picked, setPicked] = useState<string | null>(null)
  const others = (data?.classrooms ?? []).filter(
    ({ id, archivedAt, isMine }) => id !== classroom.id && archivedAt === null && (isMine || isSchoolAdmin),
  )
  const chosen = picked ?? repeatingIn(rollover, classroom.id, classroom.name)
  const target = others.find(({ id }) => id === chosen)
  const submit = () =>
    target !== undefined &&
    runChange(
      move,
      { userId: pupil.id, classroomId: target.id },
      {
        onSuccess: () => {
          onClose()
          toast(t('classrooms.moved', { name: pupil.displayName, classroom: target.name }))
        },
      },
    )
  if (isPending) return <Skeleton count={2} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (others.length === 0) return <p>{t('classrooms.moveNone')}</p>
  return (
    <OnlineForm
      problems={{ classroomId: target === undefined && t('classrooms.movePick') }}
      sending={move}
      submitLabel={t('classrooms.moveSubmit')}
      onSubmit={submit}
    >
      <p>{t('classrooms.moveSentence')}</p>
      <Select
        path="classroomId"
        label={t('classrooms.moveTo')}
        options={others.map(({ id, name }) => ({ id, label: name }))}
        value={target?.id ?? null}
        onChange={setPicked}
      />
    </OnlineForm>
  )
}
