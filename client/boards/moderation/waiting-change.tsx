import { Hourglass } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { CardContent } from '../parts/card-content.tsx'
import { useWaitingChange } from './changes.tsx'
import { objectOf } from './kept-object.ts'
import styles from './moderation.module.css'

/** The new face of something, for its author and the teachers: below the one that all see. */
export function WaitingChange({ id }: { id: string }) {
  const { t } = useMessages()
  const change = useWaitingChange(id)
  if (change === undefined) return null
  return (
    <div className={cx(styles.change)}>
      <p className={cx(styles.aside, styles.waits)}>
        <Icon of={Hourglass} size="s" />
        {t('boards.card_changeWaits')}
      </p>
      <CardContent object={objectOf(change.card)} />
    </div>
  )
}
