import { useQuery } from '@tanstack/react-query'
import { later } from '#client/ui/later.tsx'
import { Hand } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import { handsQuery, type HandsView } from '#client/data/hands.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from '#client/ui/rail-mark.module.css'

// Most visits never open them.
const HandDialog = later(() => import('./hand-dialog.tsx').then((module) => module.HandDialog))

/** What a look at the mark says: to a pupil of their own hand, to a teacher of all. */
function useSaid({ own, hands, can }: HandsView): string {
  const { t } = useMessages()
  if (can.answer) return t('hands.count', { count: hands.length })
  return own === null ? t('hands.down') : t(`hands.own_${own.kind}`)
}

function Mark({ projectId, view }: { projectId: string; view: HandsView }) {
  const { t } = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  const said = useSaid(view)
  const isUp = view.own !== null || view.hands.length > 0
  return (
    <>
      <Button
        className={cx(styles.mark)}
        aria-label={`${t('hands.title')}: ${said}`}
        data-rings={isUp}
        onPress={() => setIsOpen(true)}
      >
        <Icon of={Hand} />
        <span className={styles.word}>{t('hands.title')}</span>
        {view.hands.length > 0 && <span className={styles.count}>{view.hands.length}</span>}
        {view.own !== null && <span className={styles.dot} />}
      </Button>
      <span className="visually-hidden" role="status">
        {isUp ? said : ''}
      </span>
      {isOpen && (
        <Suspense fallback={null}>
          <HandDialog projectId={projectId} view={view} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** One's own hand in the project one is in, or whose are up. Nothing is shown to who has neither. */
export function HandMark({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const { data, isLoading } = useQuery(handsQuery(projectId))
  if (isLoading)
    // Its place is kept: what stands under it would move from under a finger.
    return (
      <span className={cx(styles.mark, styles.waiting)} aria-hidden="true">
        <Icon of={Hand} />
        <span className={styles.word}>{t('hands.title')}</span>
      </span>
    )
  if (data === undefined || !(data.can.raise || data.can.answer)) return null
  return <Mark projectId={projectId} view={data} />
}
