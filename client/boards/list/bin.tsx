import { ArchiveRestore, Trash2 } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { useBoardSession, useModeration } from '../board-session.ts'
import { askerOf } from '../parts/asker.ts'
import { AuthorChip } from '../parts/author.tsx'
import { useShortName } from '../parts/object-name.ts'
import { rightsOn } from '../parts/rights.ts'
import styles from './bin.module.css'
import { useListFocus } from './list-focus.ts'

/** What was deleted, to be had back by whoever made it, or by a teacher. */
export function Bin() {
  const { t } = useMessages()
  const session = useBoardSession()
  const moderation = useModeration()
  const focus = useListFocus()
  const nameOf = useShortName()
  const gone = session.store.getObjects().filter((one) => one.isRemoved)
  if (gone.length === 0) return null
  const trigger = (
    <Button variant="quiet" icon={Trash2}>
      {t('boards.bin_open', { count: gone.length })}
    </Button>
  )
  const restore = (id: string, close: () => void) => {
    session.gestures.set(id, { isRemoved: false })
    session.announce(t('boards.bin_restored'))
    close()
    focus.to(id)
  }
  return (
    <Dialog title={t('boards.bin_title')} trigger={trigger}>
      {(close) => (
        <ul role="list" className={cx(styles.list)}>
          {gone.map((object) => (
            <li key={object.id} className={styles.line}>
              <span className={styles.words}>
                {nameOf(object)}
                <AuthorChip author={object.author} />
              </span>
              {rightsOn(object, askerOf(session), moderation).remove && (
                <Button icon={ArchiveRestore} onPress={() => restore(object.id, close)}>
                  {t('boards.bin_restore')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
