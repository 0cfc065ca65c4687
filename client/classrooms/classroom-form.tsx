import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import type { OnlineFormProps } from '#client/session/online-form.tsx'
import { Row } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { ClassroomWords } from '../data/classrooms.ts'

interface ClassroomFormProps extends Pick<OnlineFormProps, 'sending' | 'submitLabel'> {
  initial?: ClassroomWords
  onSubmit: (words: ClassroomWords) => void
}

const usualAges = { ageFrom: 11, ageTo: 12 }

export function ClassroomForm({ initial, sending, submitLabel, onSubmit }: ClassroomFormProps) {
  const { t } = useMessages()
  const [words, setWords] = useState<ClassroomWords>(initial ?? { name: '', ...usualAges })
  const areAgesWrong = !(words.ageFrom >= 3 && words.ageTo <= 20 && words.ageFrom <= words.ageTo)
  return (
    <OnlineForm
      problems={{
        name: words.name.trim() === '' && t('classrooms.nameMissing'),
        ageFrom: areAgesWrong && t('projects.problem_ages'),
      }}
      sending={sending}
      submitLabel={submitLabel}
      onSubmit={() => onSubmit({ ...words, name: words.name.trim() })}
    >
      <TextField
        path="name"
        label={t('classrooms.name')}
        description={t('classrooms.nameHelp')}
        value={words.name}
        onChange={(name) => setWords({ ...words, name })}
        maxLength={60}
        autoFocus
      />
      <Row>
        <NumberField
          path="ageFrom"
          label={t('projects.ageFrom')}
          value={words.ageFrom}
          minValue={3}
          maxValue={20}
          onChange={(ageFrom) => setWords({ ...words, ageFrom })}
        />
        <NumberField
          path="ageTo"
          label={t('projects.ageTo')}
          value={words.ageTo}
          minValue={3}
          maxValue={20}
          onChange={(ageTo) => setWords({ ...words, ageTo })}
        />
      </Row>
    </OnlineForm>
  )
}
