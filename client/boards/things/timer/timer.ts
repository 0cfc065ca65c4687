import { CirclePause, CirclePlay, Minus, Plus, Timer } from 'lucide-react'
import { durationText } from '#collab/documents/board-card.ts'
import { changedBy, timer as thing, toggled, usualCountdown } from '#collab/documents/things/timer.ts'
import type { ThingAction, ThingFacts } from '../thing.ts'
import { Clock } from './clock.tsx'
import { countdownHere, countdownOf } from './countdown.ts'

const start: ThingAction = {
  id: 'start',
  labelId: 'boards.timer_start',
  icon: CirclePlay,
  change: (object, now) => ({ countdown: toggled(countdownHere(object), now) }),
}
const stop: ThingAction = { ...start, labelId: 'boards.timer_stop', icon: CirclePause }

const less: ThingAction = {
  id: 'less',
  labelId: 'boards.timer_less',
  icon: Minus,
  change: (object) => ({ countdown: changedBy(countdownOf(object), -1) }),
}
const more: ThingAction = {
  id: 'more',
  labelId: 'boards.timer_more',
  icon: Plus,
  change: (object) => ({ countdown: changedBy(countdownOf(object), 1) }),
}

/** A countdown for all who are here. */
export const timer: ThingFacts = {
  icon: Timer,
  made: { size: thing.usualSize, colour: 5, countdown: usualCountdown },
  canTurn: true,
  canResize: true,
  isSolid: true,
  actions: (object) => [countdownOf(object)[0] === 0 ? start : stop, less, more],
  says: (object) => durationText(countdownOf(object)[1]),
  Shown: Clock,
}
