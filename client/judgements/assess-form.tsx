import { useState } from 'react'
import { useJudge } from '#client/data/judgements.ts'
import type { Criterion } from '#client/data/rubrics.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { LevelChoice } from './level-choice.tsx'
import { asLevel, type Level } from './level-faces.tsx'
import { type Place, selfId } from './place.ts'

interface AssessFormProps {
  place: Place
  criterion: Criterion
  pupilId: string
  label: string
}

/** A face, words, or both: of oneself or of another. */
export function AssessForm({ place, criterion, pupilId, label }: AssessFormProps) {
  const { t } = useMessages()
  const me = selfId(place)
  const said = place.judgements.judgements.find(
    (one) => one.pupilId === pupilId && one.criterionId === criterion.id && one.authorId === me,
  )
  const judge = useJudge(place.projectId)
  const [level, setLevel] = useState<Level | null>(asLevel(said?.level ?? null))
  const [words, setWords] = useState(said?.words ?? '')
  const save = () =>
    runChange(
      judge,
      { pupil: pupilId, criterion: criterion.id, level, words },
      { onSuccess: () => toast(t('judgements.savedOwn')) },
    )
  return (
    <OnlineForm
      problems={{ level: level === null && words.trim() === '' && t('judgements.sayOrChoose') }}
      sending={judge}
      submitLabel={t('judgements.saveOwn')}
      onSubmit={save}
    >
      <LevelChoice hasFaces label={label} criterion={criterion} value={level} onChange={setLevel} />
      <TextArea label={t('judgements.inOwnWords')} rows={2} value={words} onChange={setWords} />
    </OnlineForm>
  )
}
