import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { NumberField, TextField } from '#client/ui/text-field.tsx'
import type { ClassroomWords } from '../data/classrooms.ts'

interface ClassroomFormProps {
  initial?: ClassroomWords
  submitLabel: string
  error: unknown
  isPending: boolean
  onSubmit: (words: ClassroomWords) => void
}

const usualAges = { ageFrom: 11, ageTo: 12 }

export function ClassroomForm({ initial, submitLabel, error, isPending, onSubmit }: ClassroomFormProps) {
  const { t } = useMessages()
  const fieldError = useFieldError()
  const [words, setWords] = useState<ClassroomWords>(initial ?? { name: '', ...usualAges })
  const [hasTried, setHasTried] = useState(false)
  const isEmpty = words.name.trim() === ''
  const areAgesWrong = !(words.ageFrom >= 3 && words.ageTo <= 20 && words.ageFrom <= words.ageTo)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setHasTried(true)
        if (!isEmpty && !areAgesWrong) onSubmit({ ...words, name: words.name.trim() })
      }}
    >
      <Stack>
        <TextField
          label={t('classrooms.name')}
          description={t('classrooms.nameHelp')}
          value={words.name}
          onChange={(name) => setWords({ ...words, name })}
          maxLength={60}
          autoFocus
          error={hasTried && isEmpty ? t('classrooms.nameMissing') : fieldError(error, 'name')}
        />
        <Row>
          <NumberField
            label={t('projects.ageFrom')}
            value={words.ageFrom}
            minValue={3}
            maxValue={20}
            onChange={(ageFrom) => setWords({ ...words, ageFrom })}
            error={hasTried && areAgesWrong ? t('projects.problem_ages') : null}
          />
          <NumberField
            label={t('projects.ageTo')}
            value={words.ageTo}
            minValue={3}
            maxValue={20}
            onChange={(ageTo) => setWords({ ...words, ageTo })}
          />
        </Row>
        {Boolean(error) && <ErrorState error={error} />}
        <Actions>
          <OnlineButton type="submit" variant="primary" isPending={isPending}>
            {submitLabel}
          </OnlineButton>
        </Actions>
      </Stack>
    </form>
  )
}
