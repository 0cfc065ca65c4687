import { ArchiveRestore, Trash2 } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState } from '#client/ui/states.tsx'
import { useBoardSession, useObjectIds } from '../board-session.ts'
import { AuthorChip } from '../parts/author.tsx'
import { useShortName } from '../parts/object-name.ts'
import { KeptFocus } from './kept-focus.tsx'
import styles from './moderation.module.css'
import { usePurgeBin } from './queries.ts'

/** What was deleted: to be had back, or to be gone for good. */
export function BinTab() {
  const { t } = useMessages()
  const { store, gestures, documentId, announce, can } = useBoardSession()
  const nameOf = useShortName()
  const [asked, setAsked] = useState<{ id: string | null } | null>(null)
  const purge = usePurgeBin(documentId)
  useObjectIds()
  const count = useSyncExternalStore(store.subscribe, () => store.getObjects().length)
  const gone = count === 0 ? [] : store.getObjects().filter((one) => one.isRemoved)
  const end = () => {
    if (asked === null) return
    purge.mutate(asked.id, {
      onSuccess: (answer) => announce(t('boards.moderate_purged', { count: answer.count })),
      onSettled: () => setAsked(null),
    })
  }
  return (
    <KeptFocus>
      <Stack>
        {purge.isError && <ErrorState error={purge.error} />}
        {gone.length === 0 && <EmptyState sentence={t('boards.moderate_binEmpty')} />}
        {gone.length > 1 && (
          <Row>
            <OnlineButton variant="danger" icon={Trash2} onPress={() => setAsked({ id: null })}>
              {t('boards.moderate_purgeAll', { count: gone.length })}
            </OnlineButton>
          </Row>
        )}
        <ul role="list" className={cx(styles.list)}>
          {gone.map((object) => (
            <li key={object.id} className={styles.line}>
              <div className={styles.head}>
                <span>{nameOf(object)}</span>
                <AuthorChip author={object.author} />
              </div>
              <div className={styles.tools}>
                <Button
                  icon={ArchiveRestore}
                  isDisabled={!can.moderate}
                  onPress={() => gestures.set(object.id, { isRemoved: false })}
                >
                  {t('boards.bin_restore')}
                </Button>
                <OnlineButton variant="quiet" icon={Trash2} onPress={() => setAsked({ id: object.id })}>
                  {t('boards.moderate_purge')}
                </OnlineButton>
              </div>
            </li>
          ))}
        </ul>
        <ConfirmDialog
          title={t('boards.moderate_purgeTitle')}
          confirmLabel={t('boards.moderate_purge')}
          isDanger
          isPending={purge.isPending}
          isOpen={asked !== null}
          onOpenChange={(isOpen) => isOpen || setAsked(null)}
          onConfirm={end}
        >
          {t('boards.moderate_purgeHelp', { count: asked?.id == null ? gone.length : 1 })}
        </ConfirmDialog>
      </Stack>
    </KeptFocus>
  )
}
