import type { ReactNode } from 'react'
import type { Judgement } from '#client/data/judgements.ts'
import { useMessages } from '#client/locales/messages.tsx'
import styles from './judgements.module.css'
import { asLevel } from './level-faces.tsx'

interface SaidProps {
  judgement: Judgement | null
  who: string
  /** What it rests on. */
  children?: ReactNode
}

/** What somebody said of a pupil. */
export function Said({ judgement, who, children }: SaidProps) {
  const { t } = useMessages()
  const level = asLevel(judgement?.level ?? null)
  if (!judgement) return null
  return (
    <div className={styles.said}>
      <p>
        <strong>{who}</strong>
        {level !== null && ` : ${t(`judgements.level_${level}`)}`}
      </p>
      {judgement.words && <p className={styles.words}>{judgement.words}</p>}
      {children}
    </div>
  )
}
