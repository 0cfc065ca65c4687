import { useEffect, useRef, useState } from 'react'
import { durationText } from '#collab/documents/board-card.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { leftMs } from '#collab/documents/things/timer.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { useBoardSession } from '../../board-session.ts'
import { countdownHere, countdownOf, seeStart, startOf } from './countdown.ts'
import styles from './timer.module.css'

const tickMs = 250

const secondsOf = (object: BoardObject) => Math.ceil(leftMs(countdownHere(object), Date.now()) / 1000)

/** Whole seconds that are left. */
function useSeconds(object: BoardObject): number {
  const [seconds, setSeconds] = useState(() => secondsOf(object))
  const known = useRef(startOf(object))
  useEffect(() => {
    const isRunning = countdownOf(object)[0] > 0
    if (isRunning && known.current !== startOf(object)) seeStart(object, Date.now())
    known.current = startOf(object)
    const tick = () => setSeconds(secondsOf(object))
    tick()
    if (!isRunning) return undefined
    const ticking = setInterval(tick, tickMs)
    return () => clearInterval(ticking)
  }, [object])
  return seconds
}

/** The time that is left, as it passes. Read on demand; that it is up is said. */
export function Clock({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { announce } = useBoardSession()
  const seconds = useSeconds(object)
  const wasRunning = useRef(false)
  const isUp = seconds === 0
  useEffect(() => {
    if (isUp && wasRunning.current) announce(t('boards.timer_up'))
    wasRunning.current = !isUp
  }, [isUp, announce, t])
  return (
    <span role="timer" className={cx(styles.clock)} data-up={isUp || undefined}>
      {isUp ? t('boards.timer_up') : durationText(seconds * 1000)}
    </span>
  )
}
