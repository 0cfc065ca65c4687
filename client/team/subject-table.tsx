import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type TeamSubject, type TeamView, useRemoveSubject } from '#client/data/team.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { type Column, Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { SubjectForm } from './subject-form.tsx'

interface SubjectTableProps {
  projectId: string
  view: TeamView
}

/** The subjects with their teachers and hours. */
export function SubjectTable({ projectId, view }: SubjectTableProps) {
  const { t } = useMessages()
  const { subjects, can } = view
  const columns = useColumns(projectId, view)
  const hours = subjects.reduce((sum, subject) => sum + subject.hours, 0)
  return (
    <Card
      title={t('team.subjects')}
      actions={
        can.edit && (
          <Dialog title={t('team.add')} trigger={<Button icon={Plus}>{t('team.add')}</Button>}>
            {(close) => <SubjectForm projectId={projectId} subject={null} onDone={close} />}
          </Dialog>
        )
      }
    >
      {subjects.length === 0 ? (
        <p>{t(can.edit ? 'team.none' : 'team.noneRead')}</p>
      ) : (
        <Stack>
          <Table label={t('team.subjects')} columns={columns} rows={subjects} rowId={({ id }) => id} />
          <p>{t('team.sum', { hours })}</p>
          {view.hours !== null && <PlanSums hours={view.hours} />}
        </Stack>
      )}
    </Card>
  )
}

function useColumns(projectId: string, { hours, can }: TeamView): Column<TeamSubject>[] {
  const { t } = useMessages()
  const inPlan = (id: string, what: 'planned' | 'done') => {
    const sum = hours?.find(({ subjectId }) => subjectId === id)
    return sum === undefined ? '–' : t('team.inHours', { hours: hoursIn(sum[what]) })
  }
  const facts: Column<TeamSubject>[] = [
    { ...{ id: 'subject', label: t('team.subject'), isRowHeader: true }, cell: ({ subject }) => subject },
    { id: 'teacher', label: t('team.teacher'), cell: (subject) => <Teacher of={subject} /> },
    {
      ...{ id: 'hours', label: t('team.hours'), align: 'end' },
      cell: (subject) => t('team.hoursOf', { hours: subject.hours }),
    },
    ...(hours === null ? [] : (['planned', 'done'] as const)).map((what): Column<TeamSubject> => ({
      ...{ id: what, label: t(`team.plan_${what}`), align: 'end' },
      cell: ({ id }) => inPlan(id, what),
    })),
  ]
  if (!can.edit) return facts
  return [
    ...facts,
    {
      ...{ id: 'actions', label: t('team.actions'), isLabelHidden: true, align: 'end' },
      cell: (subject) => <SubjectActions {...{ projectId, subject }} />,
    },
  ]
}

const hoursIn = (minutes: number) => Math.round((minutes / 60) * 100) / 100

/** What the plan has in all, and what of it is of subjects that the team does not name. */
function PlanSums({ hours }: { hours: NonNullable<TeamView['hours']> }) {
  const { t } = useMessages()
  const sum = (what: 'planned' | 'done') => hoursIn(hours.reduce((total, one) => total + one[what], 0))
  return (
    <>
      <p>{t('team.planSum', { planned: sum('planned'), done: sum('done') })}</p>
      {hours
        .filter(({ subjectId }) => subjectId === null)
        .map(({ subject, planned, done }) => (
          <p key={subject}>
            {t('team.planOnly', {
              subject: subject || t('team.noSubject'),
              ...{ planned: hoursIn(planned), done: hoursIn(done) },
            })}
          </p>
        ))}
    </>
  )
}

/** Who teaches it; where nobody does, or they have left, that is said. */
function Teacher({ of: { teacher, isGone } }: { of: Pick<TeamSubject, 'teacher' | 'isGone'> }) {
  const { t } = useMessages()
  if (teacher === null) return <Badge>{t('team.nobody')}</Badge>
  return isGone ? <Badge tone="warn">{t('team.gone', { name: teacher })}</Badge> : teacher
}

function SubjectActions({ projectId, subject }: { projectId: string; subject: TeamSubject }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const remove = useRemoveSubject(projectId)
  const label = (word: string) => `${word}: ${subject.subject}`
  const takeAway = () =>
    runChange(remove, subject.id, {
      onSuccess: () => toast(t('team.removed', { subject: subject.subject })),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return (
    <Row gap="s">
      <Dialog title={label(t('team.change'))} trigger={<IconButton label={label(t('team.change'))} icon={Pencil} />}>
        {(close) => <SubjectForm projectId={projectId} subject={subject} onDone={close} />}
      </Dialog>
      <IconButton label={label(t('team.remove'))} icon={Trash2} onPress={takeAway} />
    </Row>
  )
}
