import { Handshake } from 'lucide-react'
import { useState } from 'react'
import { type Agreement, useAgree } from '#client/data/judgements.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { PanelProps } from './judge-panel.tsx'
import { LevelChoice } from './level-choice.tsx'
import { asLevel, type Level } from './level-faces.tsx'
import { cellOf } from './place.ts'

/** What two who have both entered come to: one level, or that they differ. */
export function AgreeForm({ place, pupil, criterion, agreement }: PanelProps & { agreement: Agreement | null }) {
  const { t } = useMessages()
  const agree = useAgree(place.projectId)
  const { own, others } = cellOf(place, pupil.userId, criterion.id)
  const isSame = own !== null && others.length > 0 && others.every((one) => one.level === own.level)
  const [level, setLevel] = useState<Level | null>(asLevel(agreement?.level ?? (isSame ? own.level : null)))
  const [doesDiffer, setDoesDiffer] = useState(agreement !== null && agreement.level === null)
  const [note, setNote] = useState(agreement?.note ?? '')
  const [words, setWords] = useState(agreement?.words ?? '')
  const save = () =>
    runChange(
      agree,
      { pupil: pupil.userId, criterion: criterion.id, level: doesDiffer ? null : level, note, words },
      { onSuccess: () => toast(t('judgements.agreed')) },
    )
  return (
    <>
      {agreement && (
        <p>
          <Badge tone="brand">{t(agreement.publishedAt ? 'judgements.isPublished' : 'judgements.notPublished')}</Badge>{' '}
          {agreement.level === null
            ? t('judgements.differ')
            : t('judgements.agreedOn', { level: t(`judgements.level_${asLevel(agreement.level) ?? 1}`) })}
        </p>
      )}
      <Dialog
        title={`${pupil.name} · ${criterion.words}`}
        trigger={
          <Button icon={Handshake} variant={agreement ? 'secondary' : 'primary'}>
            {t(agreement ? 'judgements.changeAgreed' : 'judgements.agree')}
          </Button>
        }
      >
        <OnlineForm
          problems={{
            level: !doesDiffer && level === null && t('judgements.chooseLevel'),
            note: doesDiffer && note.trim() === '' && t('judgements.sayDifference'),
          }}
          sending={agree}
          submitLabel={t('judgements.agree')}
          onSubmit={save}
        >
          <Checkbox isSelected={doesDiffer} onChange={setDoesDiffer}>
            {t('judgements.differ')}
          </Checkbox>
          {!doesDiffer && (
            <LevelChoice label={t('judgements.together')} criterion={criterion} value={level} onChange={setLevel} />
          )}
          <TextArea
            path="note"
            label={t('judgements.teamNote')}
            {...(doesDiffer ? {} : { note: t('common.optional') })}
            rows={2}
            value={note}
            onChange={setNote}
          />
          <TextArea
            label={t('judgements.wordsForPupil')}
            note={t('common.optional')}
            rows={2}
            value={words}
            onChange={setWords}
          />
        </OnlineForm>
      </Dialog>
    </>
  )
}
