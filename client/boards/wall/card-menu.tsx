import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  Copy,
  Ellipsis,
  EyeOff,
  Lock,
  LockOpen,
  MessageSquare,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { isContainer } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { KeepItem } from '#client/session/keep-item.tsx'
import { ReportItem } from '#client/session/report-item.tsx'
import { MenuItem, MenuPopover, MenuSection, MenuSeparator } from '#client/ui/menu.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useBoardSession, useMeta, useModeration } from '../board-session.ts'
import { useHide } from '../moderation/use-hide.ts'
import { moverOf } from '../parts/asker.ts'
import { LanguageItems } from '../parts/language.tsx'
import { LightButton } from '../parts/light-button.tsx'
import { firstWords } from '../parts/markdown.ts'
import { moveBy, moveTo, parentOf, siblingsIn } from '../parts/moves.ts'
import { duplicate, setLocked, setPinned } from '../parts/object-actions.ts'
import { reportOf } from '../parts/report-of.ts'
import { mayAddTo, type ObjectRights } from '../parts/rights.ts'
import { useWall } from './hand.ts'

interface CardMenuProps {
  object: BoardObject
  name: string
  rights: ObjectRights
  onEdit: () => void
  onComments: () => void
}

/** "Move to…": every column, and up and down in one's own. All that dragging can do. */
function MoveItems({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const { layout } = useWall()
  const mover = moverOf(session)
  const { store, announce } = session
  const here = parentOf(store, object)
  const columns = siblingsIn(store, null, true)
  const titleOf = (column: BoardObject | null) =>
    column === null ? t('boards.wall_noColumn') : firstWords(column.text, 40) || t('boards.wall_untitled')
  const go = (column: BoardObject | null) => {
    const parent = column?.id ?? null
    const last = siblingsIn(store, parent).findLast((one) => one.id !== object.id && !isContainer(one))
    moveTo(mover, object.id, { parent, after: last?.id ?? null })
    announce(t('boards.wall_movedTo', { column: titleOf(column) }))
  }
  const shift = (by: Parameters<typeof moveBy>[2]) =>
    announce(t(moveBy(mover, object.id, by) ? 'boards.wall_moved' : 'boards.wall_noFurther'))
  const places = [...columns, null].filter(
    (column) => (column?.id ?? null) !== here && mayAddTo(column?.id ?? null, mover, store.getModeration()),
  )
  return (
    <>
      {places.length > 0 && (
        <MenuSection title={t('common.moveTo')}>
          {places.map((column) => (
            <MenuItem key={column?.id ?? 'none'} onAction={() => go(column)}>
              {titleOf(column)}
            </MenuItem>
          ))}
        </MenuSection>
      )}
      {layout === 'columns' && (
        <MenuSection title={t('boards.wall_inColumn')}>
          <MenuItem icon={ArrowUp} onAction={() => shift(-1)}>
            {t('boards.wall_up')}
          </MenuItem>
          <MenuItem icon={ArrowDown} onAction={() => shift(1)}>
            {t('boards.wall_down')}
          </MenuItem>
          <MenuItem icon={ArrowUpToLine} onAction={() => shift('first')}>
            {t('boards.wall_first')}
          </MenuItem>
          <MenuItem icon={ArrowDownToLine} onAction={() => shift('last')}>
            {t('boards.wall_last')}
          </MenuItem>
        </MenuSection>
      )}
    </>
  )
}

interface OpenMenuProps extends CardMenuProps {
  label: string
  triggerRef: RefObject<Element | null>
  onClose: () => void
}

function OpenMenu({ object, rights, onEdit, onComments, label, triggerRef, onClose }: OpenMenuProps) {
  const { t } = useMessages()
  const session = useBoardSession()
  const { locked, pinned } = useModeration()
  const { needsApproval } = useMeta()
  const hiding = useHide()
  const { id } = object
  const mayCopy = session.can.write && (session.can.moderate || !needsApproval)
  const remove = () => {
    session.gestures.remove([id])
    const undo = { label: t('boards.wall_undo'), onPress: () => session.gestures.set(id, { isRemoved: false }) }
    toast(t('boards.wall_removed'), { action: undo })
  }
  return (
    <MenuPopover label={label} triggerRef={triggerRef} onClose={onClose}>
      {(rights.edit || rights.propose) && (
        <MenuItem icon={Pencil} onAction={onEdit}>
          {t(rights.propose ? 'boards.pending_change' : 'boards.wall_edit')}
        </MenuItem>
      )}
      <MenuItem icon={MessageSquare} onAction={onComments}>
        {t('boards.comment_title')}
      </MenuItem>
      {mayCopy && (
        <MenuItem icon={Copy} onAction={() => duplicate(moverOf(session), id)}>
          {t('boards.wall_duplicate')}
        </MenuItem>
      )}
      <KeepItem source={{ object: id, document: session.documentId }} onClose={onClose} />
      <ReportItem asked={reportOf(session, object)} />
      {rights.edit && <LanguageItems object={object} onClose={onClose} />}
      {rights.move && <MoveItems object={object} />}
      {rights.moderate && (
        <MenuSection title={t('boards.wall_forTeachers')}>
          <MenuItem icon={pinned.has(id) ? PinOff : Pin} onAction={() => setPinned(session, id, !pinned.has(id))}>
            {t(pinned.has(id) ? 'boards.wall_unpin' : 'boards.wall_pin')}
          </MenuItem>
          <MenuItem icon={locked.has(id) ? LockOpen : Lock} onAction={() => setLocked(session, id, !locked.has(id))}>
            {t(locked.has(id) ? 'boards.wall_unlock' : 'boards.wall_lock')}
          </MenuItem>
          <MenuItem icon={EyeOff} isDisabled={hiding.isOff} onAction={() => hiding.hide([id])}>
            {hiding.label}
          </MenuItem>
        </MenuSection>
      )}
      {rights.remove && <MenuSeparator />}
      {rights.remove && (
        <MenuItem icon={Trash2} isDanger onAction={remove}>
          {t('boards.wall_remove')}
        </MenuItem>
      )}
    </MenuPopover>
  )
}

/** All that can be done with a card. */
export function CardMenu(props: CardMenuProps) {
  const { t } = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const label = t('boards.wall_actions', { name: props.name })
  return (
    <>
      <LightButton ref={button} label={label} icon={Ellipsis} isOpen={isOpen} onPress={() => setIsOpen(true)} />
      {isOpen && <OpenMenu {...props} label={label} triggerRef={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}
