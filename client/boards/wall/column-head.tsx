import { ArrowLeft, ArrowRight, Ellipsis, Lock, LockOpen, Pencil, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { boardLimits, type BoardObject } from '#collab/documents/board-model.ts'
import { textOfObject } from '#collab/documents/board-write.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { soon } from '#client/ui/later.tsx'
import { Menu, MenuItem, MenuSeparator } from '#client/ui/menu.tsx'
import { useBoardObject, useBoardSession, useModeration } from '../board-session.ts'
import { afterMenu } from '#client/ui/after-menu.ts'
import { askerOf, moverOf } from '../parts/asker.ts'
import { LanguageItems, langOf } from '../parts/language.tsx'
import { LiveTextArea } from '../parts/live-text-area.tsx'
import { Marks } from '../parts/marks.tsx'
import { moveBy, moveTo } from '../parts/moves.ts'
import { setLocked } from '../parts/object-actions.ts'
import { type ObjectRights, rightsOn } from '../parts/rights.ts'
import styles from './columns.module.css'
import { Grip } from './grip.tsx'
import type { Direction } from './hand.ts'
import { beginDrag } from './pointer-drag.ts'

const RemoveColumnDialog = soon(() => import('./remove-column-dialog.tsx').then((module) => module.RemoveColumnDialog))

interface ColumnMenuProps {
  column: BoardObject
  title: string
  rights: ObjectRights
  onRename: () => void
}

function ColumnMenu({ column, title, rights, onRename }: ColumnMenuProps) {
  const { t } = useMessages()
  const session = useBoardSession()
  const { locked } = useModeration()
  const [isRemoving, setIsRemoving] = useState(false)
  const label = t('boards.wall_columnActions', { title })
  const isLocked = locked.has(column.id)
  const shift = (by: -1 | 1) =>
    session.announce(t(moveBy(moverOf(session), column.id, by) ? 'boards.wall_moved' : 'boards.wall_noFurther'))
  if (!rights.move && !rights.moderate) return null
  return (
    <>
      <Menu label={label} trigger={<IconButton label={label} icon={Ellipsis} />}>
        {rights.edit && (
          <MenuItem icon={Pencil} onAction={onRename}>
            {t('boards.wall_rename')}
          </MenuItem>
        )}
        {rights.edit && <LanguageItems object={column} />}
        {rights.move && (
          <MenuItem icon={ArrowLeft} onAction={() => shift(-1)}>
            {t('boards.wall_before')}
          </MenuItem>
        )}
        {rights.move && (
          <MenuItem icon={ArrowRight} onAction={() => shift(1)}>
            {t('boards.wall_after')}
          </MenuItem>
        )}
        {rights.moderate && (
          <MenuItem icon={isLocked ? LockOpen : Lock} onAction={() => setLocked(session, column.id, !isLocked)}>
            {t(isLocked ? 'boards.wall_unlockColumn' : 'boards.wall_lockColumn')}
          </MenuItem>
        )}
        {rights.remove && <MenuSeparator />}
        {rights.remove && (
          <MenuItem icon={Trash2} isDanger onAction={() => setIsRemoving(true)}>
            {t('boards.wall_removeColumn')}
          </MenuItem>
        )}
      </Menu>
      {isRemoving && (
        <Suspense fallback={null}>
          <RemoveColumnDialog id={column.id} title={title} onClose={() => setIsRemoving(false)} />
        </Suspense>
      )}
    </>
  )
}

function useColumnDrag(id: string) {
  const session = useBoardSession()
  return (event: PointerEvent) => {
    const { currentTarget } = event
    const element = currentTarget instanceof HTMLElement ? currentTarget.closest('section') : null
    const surface = element?.closest<HTMLElement>('[data-wall-surface]')
    const strip = element?.parentElement
    if (element == null || surface == null || strip == null) return
    const flow = getComputedStyle(strip).flexDirection === 'column' ? 'column' : 'row'
    const onDrop = ({ after }: { after: string | null }) => moveTo(moverOf(session), id, { parent: null, after })
    beginDrag(event, { what: 'column', id, element, surface, flow, onDrop })
  }
}

interface HeadProps {
  column: BoardObject | null
  count: number
  hasGrip: boolean
}

function NamedHead({ id, count, hasGrip }: { id: string; count: number; hasGrip: boolean }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const moderation = useModeration()
  const column = useBoardObject(id)
  const drag = useColumnDrag(id)
  // A column without a name waits for one.
  const [isNaming, setIsNaming] = useState(() => column?.text === '' && column.author === session.author)
  if (column === undefined) return null
  const title = column.text.trim() || t('boards.wall_untitled')
  const rights = rightsOn(column, askerOf(session), moderation)
  const text = textOfObject(session.store.ydoc, id)
  const step = (direction: Direction) => {
    const by = direction === 'left' || direction === 'up' ? -1 : 1
    session.announce(t(moveBy(moverOf(session), id, by, `step:${id}`) ? 'boards.wall_moved' : 'boards.wall_noFurther'))
  }
  const isOpen = isNaming && rights.edit && text !== null
  return (
    <header className={styles.head}>
      {hasGrip && rights.move && <Grip id={id} name={title} onPointerDown={drag} onStep={step} />}
      <h2 id={`column-${id}`} className={cx(styles.title, isOpen && 'visually-hidden')} dir="auto" {...langOf(column)}>
        {title}
      </h2>
      {isOpen && (
        <span className={styles.naming} onBlur={() => setIsNaming(false)}>
          <LiveTextArea
            text={text}
            writing={() => session.gestures.writing(id)}
            label={t('boards.wall_columnName')}
            language={column.language}
            placeholder={t('boards.wall_columnName')}
            maxLetters={boardLimits.nameLetters}
            isLine
            autoFocus
            onDone={() => setIsNaming(false)}
          />
        </span>
      )}
      <Marks id={id} />
      <span className={styles.count}>
        <span aria-hidden>{count}</span>
        <span className="visually-hidden">{t('boards.wall_cardCount', { count })}</span>
      </span>
      <ColumnMenu column={column} title={title} rights={rights} onRename={() => afterMenu(() => setIsNaming(true))} />
    </header>
  )
}

/** Name, number of cards, and what can be done with a column. */
export function ColumnHead({ column, count, hasGrip }: HeadProps) {
  const { t } = useMessages()
  if (column !== null) return <NamedHead id={column.id} count={count} hasGrip={hasGrip} />
  return (
    <header className={styles.head}>
      <h2 id="column-none" className={cx(styles.title)}>
        {t('boards.wall_noColumn')}
      </h2>
      <span className={styles.count}>
        <span aria-hidden>{count}</span>
        <span className="visually-hidden">{t('boards.wall_cardCount', { count })}</span>
      </span>
    </header>
  )
}
