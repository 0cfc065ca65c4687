import { Hourglass, Lock, Pin } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { useModeration } from '../board-session.ts'
import { useWaitingChange } from '../moderation/changes.tsx'
import styles from './marks.module.css'

/** What a teacher has said of a thing: locked, pinned; and whether a change of it waits, where that is not shown whole. */
export function Marks({ id, isChangeShown = false }: { id: string; isChangeShown?: boolean }) {
  const { t } = useMessages()
  const { locked, pinned } = useModeration()
  const waits = useWaitingChange(id) !== undefined && !isChangeShown
  if (!locked.has(id) && !pinned.has(id) && !waits) return null
  return (
    <span className={cx(styles.marks)}>
      {waits && (
        <span title={t('boards.card_changeWaits')}>
          <Icon of={Hourglass} size="s" />
          <span className="visually-hidden">{t('boards.card_changeWaits')}</span>
        </span>
      )}
      {pinned.has(id) && (
        <span title={t('boards.card_pinned')}>
          <Icon of={Pin} size="s" />
          <span className="visually-hidden">{t('boards.card_pinned')}</span>
        </span>
      )}
      {locked.has(id) && (
        <span title={t('boards.card_locked')}>
          <Icon of={Lock} size="s" />
          <span className="visually-hidden">{t('boards.card_locked')}</span>
        </span>
      )}
    </span>
  )
}
