import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Ellipsis, Pencil, Printer, Sparkles, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { useParam } from '#client/ui/use-param.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { AddPupils } from './add-pupils.tsx'
import { CardSheet } from './card-sheet.tsx'
import { ClassroomForm } from './classroom-form.tsx'
import { ClassroomTeachers } from './classroom-teachers.tsx'
import { PrintDialog, type Sheet } from './print-dialog.tsx'
import { PupilTable } from './pupil-table.tsx'
import { classroomQuery, classroomsQuery, useChangeClassroom } from '../data/classrooms.ts'
import type { ClassroomView } from '../data/classrooms.ts'

/** A class register: the pupils, their cards, the teachers. */
export function ClassroomPage() {
  const { t } = useMessages()
  const classroomId = useParam('classroomId')
  const { data, isPending, isError, error, refetch } = useQuery(classroomQuery(classroomId))
  const [sheet, setSheet] = useState<Sheet | null>(null)
  if (data && sheet) return <CardSheet sheet={sheet} view={data} onDone={() => setSheet(null)} />
  return (
    <>
      <PageHeading
        title={data?.classroom.name ?? t('common.classroom')}
        lead={data && t('classrooms.ages', { from: data.classroom.ageFrom, to: data.classroom.ageTo })}
        back={{ href: '/classrooms', label: t('classrooms.title') }}
        actions={data && <PageActions view={data} onSheet={setSheet} />}
      />
      {isPending && <Skeleton of="rows" count={8} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Register view={data} onSheet={setSheet} />}
    </>
  )
}

interface ViewProps {
  view: ClassroomView
  onSheet: (sheet: Sheet) => void
}

function Register({ view, onSheet }: ViewProps) {
  const { t } = useMessages()
  const unused = view.pupils.filter((pupil) => pupil.card.state === 'ready').length
  const asking = view.pupils.filter((pupil) => pupil.askedPseudonym !== null).length
  return (
    <Stack gap="l">
      {!view.can.edit && <Notice title={t('classrooms.readOnly')} />}
      {view.pupils.length === 0 ? (
        <EmptyState
          sentence={t('classrooms.noPupils')}
          action={view.can.edit && <AddPupilsButton classroomId={view.classroom.id} />}
        />
      ) : (
        <>
          {asking > 0 && <Notice icon={Sparkles}>{t('classrooms.askPseudonyms', { count: asking })}</Notice>}
          {unused > 0 && <Notice>{t('classrooms.unusedCards', { count: unused })}</Notice>}
          <PupilTable view={view} onSheet={onSheet} />
        </>
      )}
      <ClassroomTeachers view={view} />
    </Stack>
  )
}

function AddPupilsButton({ classroomId, isPrimary = true }: { classroomId: string; isPrimary?: boolean }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('classrooms.addPupils')}
      size="l"
      trigger={
        <Button variant={isPrimary ? 'primary' : 'secondary'} icon={UserPlus}>
          {t('classrooms.addPupils')}
        </Button>
      }
    >
      {(close) => <AddPupils classroomId={classroomId} onDone={close} />}
    </Dialog>
  )
}

function PageActions({ view, onSheet }: ViewProps) {
  const { t } = useMessages()
  if (view.pupils.length === 0) return view.can.edit ? <ClassroomMenu view={view} /> : null
  return (
    <>
      {view.can.edit && <AddPupilsButton classroomId={view.classroom.id} isPrimary={false} />}
      {view.can.printCards && (
        <Dialog
          title={t('classrooms.printTitle')}
          size="s"
          trigger={
            <Button variant="primary" icon={Printer}>
              {t('classrooms.printAll')}
            </Button>
          }
        >
          <PrintDialog view={view} pupils={view.pupils} onSheet={onSheet} />
        </Dialog>
      )}
      {view.can.edit && <ClassroomMenu view={view} />}
    </>
  )
}

function ClassroomMenu({ view }: { view: ClassroomView }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const change = useChangeClassroom(view.classroom.id)
  const { data } = useQuery(classroomsQuery)
  const [isEditing, setIsEditing] = useState(false)
  const isArchived = data?.classrooms.some((row) => row.id === view.classroom.id && row.archivedAt !== null) ?? false
  return (
    <>
      <Menu
        label={t('classrooms.actions')}
        trigger={
          <IconButton
            label={t('classrooms.actions')}
            word={t('classrooms.actions')}
            icon={Ellipsis}
            variant="secondary"
          />
        }
      >
        <MenuItem icon={Pencil} onAction={() => setIsEditing(true)}>
          {t('common.edit')}
        </MenuItem>
        <MenuItem
          icon={isArchived ? ArchiveRestore : Archive}
          description={t('classrooms.archiveSentence')}
          onAction={() =>
            runChange(
              change,
              { isArchived: !isArchived },
              {
                onSuccess: () => toast(t(isArchived ? 'classrooms.unarchiveDone' : 'classrooms.archiveDone')),
                onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
              },
            )
          }
        >
          {t(isArchived ? 'classrooms.unarchive' : 'classrooms.archive')}
        </MenuItem>
      </Menu>
      <Dialog title={t('classrooms.editTitle')} isOpen={isEditing} onOpenChange={setIsEditing} size="s">
        <ClassroomForm
          initial={view.classroom}
          submitLabel={t('common.save')}
          sending={change}
          onSubmit={({ name, ageFrom, ageTo }) =>
            change.mutate({ name, ageFrom, ageTo }, { onSuccess: () => setIsEditing(false) })
          }
        />
      </Dialog>
    </>
  )
}
