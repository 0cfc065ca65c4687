import { GraduationCap, Pause, Play, Timer } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { formatClock } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { RuleNotice } from '#client/session/rule-notice.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { QuietStrip } from './quiet-strip.tsx'
import type { Channel } from '../messages/queries.ts'
import { useEditChannel } from './use-edit-channel.ts'

/** Whether there is any sense in a field to write in: what closes a channel for a while leaves it there. */
export function isClosedForGood(channel: Channel, projectState: string | undefined): boolean {
  if (channel.can.write || projectState === undefined) return false
  return (
    projectState === 'archived' ||
    projectState === 'closed' ||
    (!channel.isPaused && !channel.needsTeacher && channel.mode === null)
  )
}

function PausedStrip({ channel }: { channel: Channel }) {
  const { t, locale } = useMessages()
  const edit = useEditChannel()
  const until = channel.pausedUntil
  const words = until ? t('chat.pausedUntil', { time: formatClock(until, locale) }) : t('chat.paused')
  const goOn = (
    <OnlineButton
      icon={Play}
      isPending={edit.isPending}
      onPress={() => edit.mutate({ channelId: channel.id, isPaused: false })}
    >
      {t('chat.endPause')}
    </OnlineButton>
  )
  return (
    <Notice tone="ice" icon={Pause} role="status" title={words} action={channel.can.moderate && goOn}>
      {channel.pausedReason !== null && <p>{t('chat.reason', { reason: channel.pausedReason })}</p>}
      {t(channel.can.write ? 'chat.pausedForPupils' : 'chat.pausedKept')}
    </Notice>
  )
}

/** Why this person reads only, in one sentence. */
function useReason(channel: Channel): string {
  const { t } = useMessages()
  const { project } = useChatSpace()
  if (project?.state === 'archived') return t('chat.read_archived')
  if (project?.state === 'closed') return t('chat.read_closed')
  if (project?.role === 'visitor') return t('chat.read_visitor')
  if (channel.kind === 'ask') return t('chat.read_ask')
  if (channel.kind === 'group') return t('chat.read_formerGroup')
  return t('chat.read_only')
}

/** What is not as usual in a channel, above what is said there. */
export function ChannelStrips({ channel }: { channel: Channel }) {
  const { t } = useMessages()
  const { project } = useChatSpace()
  const reason = useReason(channel)
  if (isClosedForGood(channel, project?.state)) return <Notice role="status" title={reason} />
  return (
    <>
      {channel.kind !== 'teachers' && <QuietStrip />}
      {channel.mode !== null && project && <RuleNotice projectId={project.id} tool="chat" documentId={null} />}
      {channel.isPaused && <PausedStrip channel={channel} />}
      {channel.slowReason !== null && !channel.isPaused && (
        <Notice icon={Timer} role="status" title={t('chat.slowStrip', { seconds: channel.slowSeconds })}>
          {t('chat.reason', { reason: channel.slowReason })}
        </Notice>
      )}
      {channel.needsTeacher && !channel.isPaused && !channel.can.write && (
        <Notice tone="warn" icon={GraduationCap} role="status" title={t('chat.needsTeacher')}>
          {t('chat.pausedKept')}
        </Notice>
      )}
    </>
  )
}
