import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleQuery } from '#client/data/people.ts'
import { type TeamSubject, useKeepSubject } from '#client/data/team.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

interface SubjectFormProps {
  projectId: string
  /** Null: a new one. */
  subject: TeamSubject | null
  onDone: () => void
}

/** A subject, who teaches it, and for how many hours. */
export function SubjectForm({ projectId, subject: before, onDone }: SubjectFormProps) {
  const { t } = useMessages()
  const keep = useKeepSubject(projectId, before?.id ?? null)
  const people = useQuery(peopleQuery(projectId)).data?.members ?? []
  const [subject, setSubject] = useState(before?.subject ?? '')
  const [teacherId, setTeacherId] = useState(before?.isGone ? null : (before?.teacherId ?? null))
  const [hours, setHours] = useState(before?.hours ?? 0)
  const teachers = people.filter(({ role }) => role === 'owner' || role === 'teacher')
  const submit = () =>
    runChange(
      keep,
      { subject, teacherId, hours },
      {
        onSuccess: () => {
          onDone()
          toast(before === null ? t('team.added', { subject }) : t('team.saved'))
        },
      },
    )
  return (
    <OnlineForm
      problems={{ subject: subject.trim() === '' && t('team.subjectMissing') }}
      sending={keep}
      submitLabel={before === null ? t('team.add') : t('common.save')}
      onSubmit={submit}
    >
      <TextField path="subject" label={t('team.subject')} value={subject} onChange={setSubject} maxLength={60} />
      <Select
        path="teacherId"
        label={t('team.teacher')}
        options={[
          { id: 'nobody', label: t('team.nobody') },
          ...teachers.map(({ userId, name }) => ({ id: userId, label: name })),
        ]}
        value={teacherId ?? 'nobody'}
        onChange={(id) => setTeacherId(id === 'nobody' ? null : id)}
      />
      <NumberField
        path="hours"
        label={t('team.hours')}
        value={hours}
        onChange={(next) => setHours(Number.isNaN(next) ? 0 : next)}
        minValue={0}
        maxValue={500}
      />
    </OnlineForm>
  )
}
