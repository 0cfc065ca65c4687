import { useState } from 'react'
import { useJudge, useShowPeer } from '#client/data/judgements.ts'
import type { Judgement } from '#client/data/judgements.ts'
import type { Member } from '#client/data/people.ts'
import type { Criterion } from '#client/data/rubrics.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { AgreeForm } from './agree-form.tsx'
import { ExtractChoice, TiedExtracts } from './tied-extracts.tsx'
import { LevelChoice } from './level-choice.tsx'
import { asLevel, type Level } from './level-faces.tsx'
import { Said } from './said.tsx'
import { cellOf, nameOf, type Place, tapsOf } from './place.ts'

export interface PanelProps {
  place: Place
  pupil: Member
  criterion: Criterion
}

/** All that is known of one pupil by one criterion, and one's own judgement of it. */
export function JudgePanel({ place, pupil, criterion, onBack }: PanelProps & { onBack: () => void }) {
  const { t } = useMessages()
  const { own, others, self, peers, agreement } = cellOf(place, pupil.userId, criterion.id)
  const taps = tapsOf(place, pupil.userId, criterion.id)
  const isFixed = own?.isFixed === true || agreement !== null
  return (
    <Card title={`${pupil.name} · ${criterion.words}`}>
      <Stack>
        {isFixed ? (
          <Said judgement={own} who={t('judgements.mine')}>
            <TiedExtracts projectId={place.projectId} pupil={pupil} ids={own?.extracts ?? []} />
          </Said>
        ) : (
          <OwnForm {...{ place, pupil, criterion }} />
        )}
        {!isFixed && own && others.length === 0 && <p role="status">{t('judgements.waitsForOther')}</p>}
        {others.map((one) => (
          <Said key={one.id} judgement={one} who={nameOf(place, one.authorId)}>
            <TiedExtracts projectId={place.projectId} pupil={pupil} ids={one.extracts} />
          </Said>
        ))}
        {(others.length > 0 || agreement !== null || own) && (
          <AgreeForm key={agreement?.at ?? ''} {...{ place, pupil, criterion, agreement }} />
        )}
        {self && <Said judgement={self} who={t('judgements.bySelf', { name: pupil.name })} />}
        {peers.map((one) => (
          <Peer key={one.id} projectId={place.projectId} judgement={one} who={nameOf(place, one.authorId)} />
        ))}
        {taps.length > 0 && (
          <p>
            {t('judgements.observed')} {taps.map((one) => t(`judgements.level_${asLevel(one.level) ?? 1}`)).join(' · ')}
          </p>
        )}
        <div>
          <Button variant="quiet" onPress={onBack}>
            {t('judgements.backToGrid')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}

function OwnForm({ place, pupil, criterion }: PanelProps) {
  const { t } = useMessages()
  const { own } = cellOf(place, pupil.userId, criterion.id)
  const judge = useJudge(place.projectId)
  const [level, setLevel] = useState<Level | null>(null)
  const [words, setWords] = useState(own?.words ?? '')
  const [extracts, setExtracts] = useState<readonly string[]>(own?.extracts ?? [])
  // A key in the table may have judged meanwhile.
  const shown = level ?? asLevel(own?.level ?? null)
  const save = () =>
    runChange(
      judge,
      { pupil: pupil.userId, criterion: criterion.id, level: shown, words, extracts: [...extracts] },
      { onSuccess: () => toast(t('judgements.saved')) },
    )
  return (
    <OnlineForm
      problems={{ level: shown === null && t('judgements.chooseLevel') }}
      sending={judge}
      submitLabel={t('judgements.save')}
      onSubmit={save}
    >
      <Notice title={t('judgements.blind')} />
      <LevelChoice label={t('judgements.mine')} criterion={criterion} value={shown} onChange={setLevel} />
      <ExtractChoice projectId={place.projectId} pupil={pupil} chosen={extracts} onChange={setExtracts} />
      <TextArea label={t('judgements.note')} note={t('common.optional')} rows={2} value={words} onChange={setWords} />
    </OnlineForm>
  )
}

function Peer({ projectId, judgement, who }: { projectId: string; judgement: Judgement; who: string }) {
  const { t } = useMessages()
  const show = useShowPeer(projectId)
  return (
    <div>
      <Said judgement={judgement} who={t('judgements.byPeer', { name: who })} />
      <Switch
        isSelected={judgement.isShown}
        isDisabled={show.isPending}
        onChange={(isShown) => runChange(show, { judgementId: judgement.id, isShown }, {})}
      >
        {t('judgements.letThrough')}
      </Switch>
    </div>
  )
}
