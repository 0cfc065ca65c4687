import { Pause, Play, Timer as TimerIcon, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { type Timer, useChangeTimer, useEndTimer } from '#client/data/timer.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { toast } from '#client/ui/toast.tsx'
import { clockText, type Moment, spokenAt, useSecondsLeft } from './countdown.ts'
import styles from './timer.module.css'

interface TimerStripProps {
  projectId: string
  timer: Timer
  /** When the server said what was left, by this device's clock. */
  heardAt: number
  canSet: boolean
  onSay: (words: string) => void
}

/** Its start, its last minute and its end, each once. */
function useSpoken({ timer, onSay }: Pick<TimerStripProps, 'timer' | 'onSay'>, seconds: number) {
  const { t } = useMessages()
  const before = useRef<Moment | null>(null)
  const { startedAt, isPaused, words } = timer
  useEffect(() => {
    const now = { startedAt, seconds, isPaused }
    const spoken = spokenAt(before.current, now)
    before.current = now
    if (spoken === 'start') {
      const clock = t('timer.left', { minutes: Math.floor(seconds / 60) })
      onSay(words === null ? t('timer.saidStart', { clock }) : t('timer.saidStartFor', { clock, words }))
    }
    if (spoken === 'minute') onSay(t('timer.saidMinute'))
    if (spoken === 'up') onSay(t('timer.saidUp'))
    if (spoken === 'paused') onSay(t('timer.saidPaused'))
  }, [startedAt, isPaused, words, seconds, onSay, t])
}

export function TimerStrip({ projectId, timer, heardAt, canSet, onSay }: TimerStripProps) {
  const { t } = useMessages()
  const seconds = useSecondsLeft(timer, heardAt)
  useSpoken({ timer, onSay }, seconds)
  const isUp = seconds === 0
  const tone = isUp ? 'up' : seconds <= 60 ? 'last' : 'runs'
  return (
    <section className={styles.strip} data-tone={tone} aria-label={t('timer.title')} data-print="no">
      <Icon of={TimerIcon} />
      <p className={styles.words} title={timer.words ?? undefined}>
        {timer.words}
      </p>
      <p role="timer" className={styles.clock}>
        {isUp ? t('timer.up') : clockText(seconds)}
      </p>
      {timer.isPaused && <p className={styles.paused}>{t('timer.paused')}</p>}
      {canSet && <Controls projectId={projectId} isPaused={timer.isPaused} isUp={isUp} />}
    </section>
  )
}

function Controls({ projectId, isPaused, isUp }: { projectId: string; isPaused: boolean; isUp: boolean }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isOffline = useIsOffline()
  const change = useChangeTimer(projectId)
  const end = useEndTimer(projectId)
  const onError = (error: unknown) => toast(errorText(error).text, { tone: 'problem' })
  const set = (json: Parameters<typeof change.mutate>[0]) => change.mutate(json, { onError })
  return (
    <span className={styles.controls}>
      {!isUp && (
        <IconButton
          label={t(isPaused ? 'timer.resume' : 'timer.pause')}
          icon={isPaused ? Play : Pause}
          isDisabled={isOffline}
          onPress={() => set({ state: isPaused ? 'running' : 'paused' })}
        />
      )}
      <Button
        variant="quiet"
        isDisabled={isOffline}
        isPending={change.isPending}
        onPress={() => set({ addSeconds: 60 })}
      >
        {t('timer.more')}
      </Button>
      <IconButton
        label={t('timer.end')}
        icon={X}
        isDisabled={isOffline}
        onPress={() => end.mutate(undefined, { onError })}
      />
    </span>
  )
}
