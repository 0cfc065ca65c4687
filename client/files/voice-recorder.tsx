import { Mic, RotateCcw, Square } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { clockTime } from './clock-time.ts'
import { longestVoiceMs, type RecordingState, useRecording } from './recording.ts'
import { SendButton } from './send-button.tsx'
import { VoicePlayer } from './voice-player.tsx'
import styles from './voice.module.css'

interface VoiceRecorderProps {
  /** What the last button says: "Send", "Add". */
  sendLabel: string
  isLocal?: boolean
  isSending: boolean
  onSend: (file: File, durationMs: number) => void
}

/** Records a voice note, lets its speaker hear it first, and gives it on. One button starts and stops it. */
export function VoiceRecorder({ sendLabel, isLocal = false, isSending, onSend }: VoiceRecorderProps) {
  const { t } = useMessages()
  const meter = useRef<HTMLDivElement>(null)
  const recording = useRecording((level) => {
    // Loudness as ears take it: a whisper moves the bar too.
    meter.current?.style.setProperty('--level', String(Math.min(1, Math.sqrt(level) * 1.6)))
  })
  const { state } = recording
  const isRecording = state.kind === 'recording'
  return (
    <div className={styles.recorder}>
      <Words state={state} />
      {state.kind === 'recorded' ? (
        <VoicePlayer src={state.url} durationMs={state.durationMs} label={t('files.voice_own')} autoFocus />
      ) : (
        <div className={styles.meter} ref={meter} data-active={isRecording} aria-hidden="true">
          <span className={styles.level} />
        </div>
      )}
      {isRecording && <Clock startedAt={state.startedAt} />}
      {state.kind === 'recorded' ? (
        <Actions>
          <SendButton
            isLocal={isLocal}
            variant="primary"
            isPending={isSending}
            isDisabled={state.isSilent}
            onPress={() => onSend(state.file, state.durationMs)}
          >
            {sendLabel}
          </SendButton>
          <Button icon={RotateCcw} isDisabled={isSending} onPress={() => void recording.start()}>
            {t('files.voice_again')}
          </Button>
        </Actions>
      ) : (
        <Actions>
          <Button
            variant={isRecording ? 'danger' : 'primary'}
            icon={isRecording ? Square : Mic}
            isPending={state.kind === 'asking'}
            onPress={isRecording ? recording.stop : () => void recording.start()}
          >
            {isRecording ? t('files.voice_stop') : t('files.voice_start')}
          </Button>
        </Actions>
      )}
    </div>
  )
}

/** What is going on, in words that a screen reader hears too. */
function Words({ state }: { state: RecordingState }) {
  const { t } = useMessages()
  if (state.kind === 'failed') {
    const why = {
      unsupported: t('files.voice_unsupported'),
      no_microphone: t('files.voice_noMicrophone'),
      refused: t('files.voice_refused'),
      busy: t('files.voice_busy'),
    }[state.why]
    return (
      <Notice tone="warn" role="alert">
        {why}
      </Notice>
    )
  }
  if (state.kind === 'recorded' && state.isSilent)
    return (
      <Notice tone="warn" role="alert">
        {t('files.voice_silent')}
      </Notice>
    )
  const words = {
    ready: t('files.voice_ready', { minutes: longestVoiceMs / 60_000 }),
    asking: t('files.voice_asking'),
    recording: t('files.voice_recording'),
    recorded: t('files.voice_recorded'),
  }[state.kind]
  return <p role="status">{words}</p>
}

/** Seconds so far and seconds there are. Read on demand, not each second. */
function Clock({ startedAt }: { startedAt: number }) {
  const [ms, setMs] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setMs(performance.now() - startedAt), 250)
    return () => clearInterval(timer)
  }, [startedAt])
  return (
    <p className={styles.clock} role="timer">
      {clockTime(ms)} / {clockTime(longestVoiceMs)}
    </p>
  )
}
