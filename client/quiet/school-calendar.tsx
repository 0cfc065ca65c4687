import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, FileUp, Moon, Pencil, Sun, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { formatDays, formatSchoolClock, townOf } from './clock.ts'
import { ExceptionButton } from './exception-dialog.tsx'
import { ExceptionList } from './exception-list.tsx'
import { HolidayForm } from './holiday-form.tsx'
import { ImportCalendar } from './import-calendar.tsx'
import { calendarQuery, useAddHolidays, useChangeHoliday, useRemoveHoliday } from '../data/quiet.ts'
import type { CalendarView, Holiday } from '../data/quiet.ts'
import { useQuietWords } from './quiet-words.ts'

/** When the school is quiet: its clock, its days without school, and the exceptions that last. */
export function SchoolCalendar() {
  const { data, isPending, error, refetch } = useQuery(calendarQuery)
  if (isPending) return <Skeleton of="rows" count={5} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <Stack gap="l">
      <QuietNow view={data} />
      <Holidays view={data} />
    </Stack>
  )
}

function QuietNow({ view }: { view: CalendarView }) {
  const { t, locale } = useMessages()
  const quietWords = useQuietWords()
  const { quiet, timeZone, exceptions, at } = view
  const open = t(exceptions.length > 0 ? 'quiet.openNow' : 'quiet.open')
  return (
    <Card
      title={t('quiet.title')}
      actions={view.can.except && <ExceptionButton projectId={null} {...{ timeZone, at }} />}
    >
      <p>{t('quiet.rule')}</p>
      <Notice icon={quiet ? Moon : Sun} title={quiet ? quietWords(quiet, timeZone) : open}>
        <p>{t('quiet.clock', { time: formatSchoolClock(at, timeZone, locale), town: townOf(timeZone) })}</p>
      </Notice>
      <ExceptionList exceptions={exceptions} timeZone={timeZone} canEnd={view.can.except} />
    </Card>
  )
}

function Holidays({ view }: { view: CalendarView }) {
  const { t, locale } = useMessages()
  const buttons = view.can.edit && (
    <Row gap="s">
      <AddDay />
      <Dialog title={t('quiet.import')} trigger={<Button icon={FileUp}>{t('quiet.import')}</Button>}>
        {(close) => <ImportCalendar onDone={close} />}
      </Dialog>
    </Row>
  )
  return (
    <Card title={t('quiet.holidays')} actions={view.holidays.length > 0 && buttons}>
      {!view.can.edit && <p>{t('quiet.administrationKeeps')}</p>}
      {view.holidays.length === 0 ? (
        <EmptyState sentence={t('quiet.noHolidays')} action={buttons} />
      ) : (
        <Table
          label={t('quiet.holidays')}
          rows={view.holidays}
          rowId={(holiday) => holiday.id}
          columns={[
            { id: 'name', label: t('quiet.holidayName'), isRowHeader: true, cell: (holiday) => holiday.name },
            { id: 'days', label: t('quiet.days'), cell: (holiday) => formatDays(holiday, locale) },
            ...(view.can.edit
              ? [
                  {
                    id: 'actions',
                    label: t('quiet.actions'),
                    isLabelHidden: true,
                    align: 'end' as const,
                    cell: (holiday: Holiday) => <HolidayButtons holiday={holiday} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </Card>
  )
}

function AddDay() {
  const { t } = useMessages()
  const add = useAddHolidays()
  return (
    <Dialog
      title={t('quiet.add')}
      size="s"
      trigger={
        <Button variant="primary" icon={CalendarPlus}>
          {t('quiet.add')}
        </Button>
      }
    >
      {(close) => (
        <HolidayForm
          initial={{ from: '', to: '', name: '' }}
          submitLabel={t('quiet.add')}
          sending={add}
          path="holidays.0."
          onSubmit={(holiday) =>
            runChange(add, [holiday], {
              onSuccess: ({ added }) => {
                toast(t('quiet.added', { count: added }))
                close()
              },
            })
          }
        />
      )}
    </Dialog>
  )
}

function HolidayButtons({ holiday }: { holiday: Holiday }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isOffline = useIsOffline()
  const change = useChangeHoliday()
  const remove = useRemoveHoliday()
  const add = useAddHolidays()
  const [isEditing, setIsEditing] = useState(false)
  const { id, ...words } = holiday
  const onError = (error: Error) => toast(errorText(error).text, { tone: 'problem' })
  const bringBack = { label: t('quiet.bringBack'), onPress: () => add.mutate([words], { onError }) }
  const onRemove = () =>
    runChange(remove, id, {
      onSuccess: () => toast(t('quiet.removed', { name: holiday.name }), { action: bringBack }),
      onError,
    })
  return (
    <Row gap="s">
      <IconButton
        label={t('quiet.editDay', { name: holiday.name })}
        icon={Pencil}
        isDisabled={isOffline}
        onPress={() => setIsEditing(true)}
      />
      <IconButton
        label={t('quiet.removeDay', { name: holiday.name })}
        icon={Trash2}
        isDisabled={isOffline}
        isPending={remove.isPending}
        onPress={onRemove}
      />
      <Dialog
        title={t('quiet.editDay', { name: holiday.name })}
        size="s"
        isOpen={isEditing}
        onOpenChange={setIsEditing}
      >
        <HolidayForm
          initial={words}
          submitLabel={t('common.save')}
          sending={change}
          path=""
          onSubmit={(next) => change.mutate({ id, ...next }, { onSuccess: () => setIsEditing(false) })}
        />
      </Dialog>
    </Row>
  )
}
