import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { HolidayWords } from '../data/quiet.ts'

interface HolidayFormProps {
  initial: HolidayWords
  submitLabel: string
  error: unknown
  /** Where the server names the fields of what was sent: `holidays.0.` for a list of one. */
  errorPath: string
  isPending: boolean
  onSubmit: (holiday: HolidayWords) => void
}

/** First day, last day and name of days without school. */
export function HolidayForm({ initial, submitLabel, error, errorPath, isPending, onSubmit }: HolidayFormProps) {
  const { t } = useMessages()
  const fieldError = useFieldError()
  const [form, setForm] = useState(initial)
  const [hasTried, setHasTried] = useState(false)
  const set = (key: keyof HolidayWords) => (value: string) => setForm((before) => ({ ...before, [key]: value }))
  const to = form.to === '' ? form.from : form.to
  const isMissing = (key: 'from' | 'name') => hasTried && form[key].trim() === ''
  const isReversed = form.from !== '' && to < form.from
  const endError = hasTried && isReversed ? t('errors.date_order') : fieldError(error, `${errorPath}to`)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setHasTried(true)
        if (form.from !== '' && form.name.trim() !== '' && !isReversed)
          onSubmit({ ...form, name: form.name.trim(), to })
      }}
    >
      <Stack>
        <TextField
          label={t('quiet.holidayName')}
          value={form.name}
          onChange={set('name')}
          maxLength={80}
          autoFocus
          error={isMissing('name') ? t('quiet.nameMissing') : fieldError(error, `${errorPath}name`)}
        />
        <Row>
          <TextField
            label={t('quiet.firstDay')}
            type="date"
            value={form.from}
            onChange={set('from')}
            error={isMissing('from') ? t('quiet.dayMissing') : fieldError(error, `${errorPath}from`)}
          />
          <TextField
            label={t('quiet.lastDay')}
            note={t('common.optional')}
            type="date"
            value={form.to}
            onChange={set('to')}
            error={endError}
          />
        </Row>
        {error !== null && <ErrorState error={error} />}
        <Actions>
          <OnlineButton type="submit" variant="primary" isPending={isPending}>
            {submitLabel}
          </OnlineButton>
        </Actions>
      </Stack>
    </form>
  )
}
