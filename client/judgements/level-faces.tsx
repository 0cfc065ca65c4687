import { Frown, Laugh, Meh, Smile } from 'lucide-react'
import { Icon } from '#client/ui/icon.tsx'
import styles from './judgements.module.css'

export const levels = [1, 2, 3, 4] as const
export type Level = (typeof levels)[number]

export const asLevel = (given: number | null): Level | null => levels.find((one) => one === given) ?? null

const faces = { 1: Frown, 2: Meh, 3: Smile, 4: Laugh } as const

/** A face says it to who does not read yet; the word stands beside it. */
export function LevelFace({ level }: { level: Level }) {
  return (
    <span className={styles.face} data-level={level}>
      <Icon of={faces[level]} />
    </span>
  )
}
