import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { clockTime } from './clock-time.ts'
import styles from './voice.module.css'

interface VoicePlayerProps {
  src: string
  durationMs: number
  /** Whose words these are, or what they are about. */
  label: string
  /** Just recorded: whoever pressed the button that is gone goes on here. */
  autoFocus?: boolean
}

/** One voice at a time, on the whole screen. */
let speaking: HTMLAudioElement | null = null

function usePlayback(src: string) {
  const element = useRef<HTMLAudioElement>(null)
  const [atMs, setAtMs] = useState(0)
  const [state, setState] = useState<'resting' | 'loading' | 'playing' | 'failed'>('resting')
  const wanted = useRef(0)
  useEffect(() => {
    const audio = element.current
    setState('resting')
    setAtMs(0)
    wanted.current = 0
    return () => audio?.pause()
  }, [src])

  const play = async () => {
    const audio = element.current
    if (audio === null) return
    if (speaking !== audio) speaking?.pause()
    speaking = audio
    setState('loading')
    try {
      audio.currentTime = wanted.current / 1_000
      await audio.play()
    } catch (error) {
      // Somebody pressed pause, or another voice began, before it had loaded.
      setState(error instanceof DOMException && error.name === 'AbortError' ? 'resting' : 'failed')
    }
  }
  const seek = (ms: number) => {
    wanted.current = ms
    setAtMs(ms)
    if (element.current && element.current.readyState > 0) element.current.currentTime = ms / 1_000
  }
  const listeners = {
    onPlaying: () => setState('playing'),
    onPause: () => setState((now) => (now === 'failed' ? now : 'resting')),
    onEnded: () => seek(0),
    onError: () => setState((now) => (now === 'resting' ? now : 'failed')),
    onTimeUpdate: () => {
      if (element.current === null || element.current.paused) return
      wanted.current = element.current.currentTime * 1_000
      setAtMs(wanted.current)
    },
  }
  return { ref: element, state, atMs, play, pause: () => element.current?.pause(), seek, listeners }
}

/** Plays a voice note. Its bytes come when somebody wants to hear it, and from where they want to hear it. */
export function VoicePlayer({ src, durationMs, label, autoFocus = false }: VoicePlayerProps) {
  const { t } = useMessages()
  const { ref, state, atMs, play, pause, seek, listeners } = usePlayback(src)
  const isGoing = state === 'playing' || state === 'loading'
  const most = Math.max(durationMs, 1)
  const shown = Math.min(atMs, most)
  return (
    <div className={styles.player} role="group" aria-label={label}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what pupils say is not written down; the text beside it is */}
      <audio ref={ref} src={src} preload="none" {...listeners} />
      <IconButton
        label={isGoing ? t('files.voice_pause') : t('files.voice_play')}
        icon={isGoing ? Pause : Play}
        variant="secondary"
        autoFocus={autoFocus}
        onPress={() => (isGoing ? pause() : void play())}
      />
      <Slider
        aria-label={t('files.voice_place')}
        className={cx(styles.slider)}
        minValue={0}
        maxValue={most}
        step={1_000}
        value={shown}
        onChange={(ms) => seek(ms)}
      >
        <SliderTrack className={cx(styles.track)}>
          {({ state: slider }) => (
            <>
              <span className={styles.done} style={{ inlineSize: `${slider.getThumbPercent(0) * 100}%` }} />
              <SliderThumb className={cx(styles.thumb)} />
            </>
          )}
        </SliderTrack>
      </Slider>
      <span className={styles.time}>
        <span className="visually-hidden">{t('files.voice_length')} </span>
        {isGoing || shown > 0 ? `${clockTime(shown)} / ${clockTime(durationMs)}` : clockTime(durationMs)}
      </span>
      {state === 'failed' && (
        <p className={styles.failed} role="alert">
          {t('files.voice_failed')}
        </p>
      )}
    </div>
  )
}
