import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import type { OnlineFormProps } from '#client/session/online-form.tsx'
import { Row } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { HolidayWords } from '../data/quiet.ts'

interface HolidayFormProps extends Pick<OnlineFormProps, 'sending' | 'submitLabel'> {
  initial: HolidayWords
  /** Where the server names the fields of what was sent: `holidays.0.` for a list of one. */
  path: string
  onSubmit: (holiday: HolidayWords) => void
}

/** First day, last day and name of days without school. */
export function HolidayForm({ initial, path, onSubmit, ...form }: HolidayFormProps) {
  const { t } = useMessages()
  const [words, setWords] = useState(initial)
  const set = (key: keyof HolidayWords) => (value: string) => setWords((before) => ({ ...before, [key]: value }))
  const { name, from } = words
  const to = words.to === '' ? from : words.to
  return (
    <OnlineForm
      {...form}
      problems={{
        [`${path}name`]: name.trim() === '' && t('quiet.nameMissing'),
        [`${path}from`]: from === '' && t('quiet.dayMissing'),
        [`${path}to`]: from !== '' && to < from && t('staff-errors.date_order'),
      }}
      onSubmit={() => onSubmit({ ...words, name: name.trim(), to })}
    >
      <TextField
        path={`${path}name`}
        label={t('quiet.holidayName')}
        value={name}
        onChange={set('name')}
        maxLength={80}
        autoFocus
      />
      <Row>
        <TextField path={`${path}from`} label={t('quiet.firstDay')} type="date" value={from} onChange={set('from')} />
        <TextField
          path={`${path}to`}
          label={t('quiet.lastDay')}
          note={t('common.optional')}
          type="date"
          value={words.to}
          onChange={set('to')}
        />
      </Row>
    </OnlineForm>
  )
}
