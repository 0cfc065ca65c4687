import { useState } from 'react'
import { ReasonField } from '#client/ui/reason-field.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { RadioGroup, Switch } from '#client/ui/choice.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { Channel } from '../messages/queries.ts'
import { useEditChannel } from './use-edit-channel.ts'

const pauses = ['off', '15', '60', 'open'] as const
type Pause = (typeof pauses)[number]

const paces = [0, 10, 30, 60, 300] as const

/** What the server is told, from what was chosen; a pause that goes on as it was is not told again. */
function pauseChange(pause: Pause | 'kept') {
  if (pause === 'kept') return {}
  if (pause === 'off') return { isPaused: false }
  return { isPaused: true, pausedForSeconds: pause === 'open' ? null : Number(pause) * 60 }
}

/** The rules of a channel, for its teachers: pause, slow mode, and whether a teacher has to be there. */
export function ChannelSettings({ channel, title, onClose }: { channel: Channel; title: string; onClose: () => void }) {
  const { t } = useMessages()
  const edit = useEditChannel()
  const [pause, setPause] = useState<Pause | null>(channel.isPaused ? null : 'off')
  const [pace, setPace] = useState(String(channel.slowSeconds))
  const [pausedReason, setPausedReason] = useState(channel.pausedReason ?? '')
  const [slowReason, setSlowReason] = useState(channel.slowReason ?? '')
  const [needsTeacher, setNeedsTeacher] = useState(channel.needsTeacher)
  const offered = [...new Set([...paces, channel.slowSeconds])].toSorted((one, other) => one - other)
  const save = () => {
    const kept = pause === null || (pause === 'off' && !channel.isPaused)
    const changes = {
      ...pauseChange(kept ? 'kept' : pause),
      ...(pause === 'off' ? {} : { pausedReason: pausedReason.trim() || null }),
      slowSeconds: Number(pace),
      ...(pace === '0' ? {} : { slowReason: slowReason.trim() || null }),
      needsTeacher,
    }
    runChange(
      edit,
      { channelId: channel.id, ...changes },
      {
        onSuccess: () => {
          onClose()
          toast(t('chat.rulesSaved'))
        },
      },
    )
  }
  return (
    <Dialog title={t('chat.rulesOf', { channel: title })} isOpen onOpenChange={onClose} size="s">
      <Stack>
        <RadioGroup
          label={t('chat.pause')}
          description={t('chat.pauseSentence')}
          options={pauses.map((id) => ({ id, label: t(`chat.pause_${id}`) }))}
          value={pause}
          onChange={setPause}
        />
        {pause !== 'off' && (
          <ReasonField
            label={t('chat.pausedReason')}
            value={pausedReason}
            onChange={setPausedReason}
            offers={['together', 'later', 'read']}
          />
        )}
        <Select
          label={t('chat.slowMode')}
          description={t('chat.slowSentence')}
          options={offered.map((seconds) => ({ id: String(seconds), label: t('chat.slowSeconds', { seconds }) }))}
          value={pace}
          onChange={setPace}
        />
        {pace !== '0' && (
          <ReasonField
            label={t('chat.slowReason')}
            value={slowReason}
            onChange={setSlowReason}
            offers={['read', 'together']}
          />
        )}
        <Switch isSelected={needsTeacher} onChange={setNeedsTeacher} description={t('chat.needsTeacherSentence')}>
          {t('chat.needsTeacherSwitch')}
        </Switch>
        {edit.isError && <ErrorState error={edit.error} />}
        <Actions>
          <OnlineButton variant="primary" isPending={edit.isPending} onPress={save}>
            {t('common.save')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Dialog>
  )
}
