import {
  ArrowUpDown,
  Copy,
  EyeOff,
  ListChecks,
  Lock,
  LockOpen,
  MessageSquare,
  Move,
  Palette,
  Pencil,
  Pin,
  PinOff,
  Scaling,
  SmilePlus,
  Spline,
  Trash2,
} from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Toolbar } from 'react-aria-components'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { isContainer, isLine } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { KeepButton } from '#client/session/keep-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { useBoardObject, useBoardSession, useMeta, useModeration } from '../board-session.ts'
import { ChangeDialog } from '../moderation/changes.tsx'
import { useHide } from '../moderation/use-hide.ts'
import { WaitingChange } from '../moderation/waiting-change.tsx'
import { moverOf, useAsker } from '../parts/asker.ts'
import { CardContent } from '../parts/card-content.tsx'
import { CardEditor } from '../parts/card-editor.tsx'
import { CommentsDialog } from '../parts/comments.tsx'
import { countComments, useComments } from '../parts/use-comments.ts'
import { LanguageButton } from '../parts/language.tsx'
import { moveBy } from '../parts/moves.ts'
import { duplicate, setLocked, setPinned } from '../parts/object-actions.ts'
import { useShortName } from '../parts/object-name.ts'
import { ReactionItems, useReactions } from '../parts/reactions.tsx'
import { type ObjectRights, rightsOn } from '../parts/rights.ts'
import { factsOf } from '../things/register.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { useListFocus } from './list-focus.ts'
import { MoveDialog } from './move-dialog.tsx'
import { OwnActions } from './own-actions.tsx'
import styles from './object-panel.module.css'
import { PlaceDialog } from './place-dialog.tsx'
import { ReportButton } from './report-button.tsx'
import { toggleChosen, useIsChosen, useIsEditing, useRoving } from './roving.ts'
import { StyleDialog } from './style-dialog.tsx'

type Opened = 'change' | 'move' | 'place' | 'style' | 'connect' | 'comments' | null

interface ToolsProps {
  object: BoardObject
  rights: ObjectRights
  onOpen: (opened: Opened) => void
}

/** Further up or down among those it stands with: drawn above on a canvas, later in a column. */
function OrderMenu({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const steps = [
    { by: 1, label: t('boards.list_later') },
    { by: -1, label: t('boards.list_earlier') },
    { by: 'last', label: t('boards.list_toEnd') },
    { by: 'first', label: t('boards.list_toStart') },
  ] as const
  return (
    <Menu
      label={t('boards.list_order')}
      placement="bottom start"
      trigger={
        <Button variant="quiet" icon={ArrowUpDown}>
          {t('boards.list_order')}
        </Button>
      }
    >
      {steps.map(({ by, label }) => (
        <MenuItem
          key={by}
          onAction={() =>
            session.announce(t(moveBy(moverOf(session), object.id, by) ? 'boards.wall_moved' : 'boards.wall_noFurther'))
          }
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}

function Answers({ object, rights, onOpen }: ToolsProps) {
  const { t } = useMessages()
  const session = useBoardSession()
  const count = countComments(useComments(object.id))
  const own = useReactions(object.id).find((one) => one.author === session.author)?.reaction
  return (
    <>
      {rights.react && (
        <Menu
          label={t('boards.card_react')}
          placement="bottom start"
          selectionMode="single"
          selectedKeys={own === undefined ? [] : [String(own)]}
          trigger={
            <Button variant="quiet" icon={SmilePlus}>
              {t('boards.card_react')}
            </Button>
          }
        >
          <ReactionItems id={object.id} />
        </Menu>
      )}
      <Button variant="quiet" icon={MessageSquare} onPress={() => onOpen('comments')}>
        {count === 0 ? t('boards.comment_title') : t('boards.comment_count', { count })}
      </Button>
      <KeepButton variant="quiet" source={{ object: object.id, document: session.documentId }} />
      <ReportButton object={object} />
    </>
  )
}

function TeacherTools({ id }: { id: string }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const { locked, pinned } = useModeration()
  const [isLocked, isPinned] = [locked.has(id), pinned.has(id)]
  const hiding = useHide()
  const focus = useListFocus()
  const hide = () => {
    focus.toNeighbour(id)
    hiding.hide([id])
  }
  return (
    <>
      <Button variant="quiet" icon={isLocked ? LockOpen : Lock} onPress={() => setLocked(session, id, !isLocked)}>
        {t(isLocked ? 'boards.wall_unlock' : 'boards.wall_lock')}
      </Button>
      <Button variant="quiet" icon={isPinned ? PinOff : Pin} onPress={() => setPinned(session, id, !isPinned)}>
        {t(isPinned ? 'boards.wall_unpin' : 'boards.wall_pin')}
      </Button>
      <Button variant="quiet" icon={EyeOff} isDisabled={hiding.isOff} onPress={hide}>
        {hiding.label}
      </Button>
    </>
  )
}

/** Everything the canvas and the wall can do with an object, by word. */
function Tools({ object, rights, onOpen }: ToolsProps) {
  const { t } = useMessages()
  const session = useBoardSession()
  const roving = useRoving()
  const focus = useListFocus()
  const { needsApproval } = useMeta()
  const { id, type } = object
  const isChosen = useIsChosen(id)
  const isConnector = isLine(object)
  const mayMake = session.can.write && (session.can.moderate || !needsApproval)
  const remove = () => {
    focus.toNeighbour(id)
    session.gestures.remove([id])
    session.announce(t('boards.wall_removed'))
  }
  const copy = () => {
    const made = duplicate(moverOf(session), id)
    if (made === null) return
    session.announce(t('boards.list_copied'))
    focus.to(made)
  }
  return (
    <Toolbar aria-label={t('boards.list_tools')} className={cx(styles.tools)}>
      {rights.propose && (
        <Button variant="quiet" icon={Pencil} onPress={() => onOpen('change')}>
          {t('boards.pending_change')}
        </Button>
      )}
      {rights.move && <OwnActions object={object} />}
      {(rights.edit || (rights.move && !rights.propose)) && (
        <Button variant="quiet" icon={Pencil} onPress={() => roving.set({ isEditing: true })}>
          {t('boards.wall_edit')}
        </Button>
      )}
      {rights.move && !isContainer({ type }) && !isConnector && (
        <Button variant="quiet" icon={Move} onPress={() => onOpen('move')}>
          {t('common.moveTo')}
        </Button>
      )}
      {rights.move && !isConnector && (
        <Button variant="quiet" icon={Scaling} onPress={() => onOpen('place')}>
          {t('boards.list_placeAndSize')}
        </Button>
      )}
      {rights.move && <OrderMenu object={object} />}
      {rights.move && (
        <Button variant="quiet" icon={Palette} onPress={() => onOpen('style')}>
          {t('boards.list_style')}
        </Button>
      )}
      {mayMake && !isConnector && (
        <Button variant="quiet" icon={Spline} onPress={() => onOpen('connect')}>
          {t('boards.list_connect')}
        </Button>
      )}
      {mayMake && !isConnector && (
        <Button variant="quiet" icon={Copy} onPress={copy}>
          {t('boards.wall_duplicate')}
        </Button>
      )}
      {rights.edit && <LanguageButton object={object} />}
      <Answers {...{ object, rights, onOpen }} />
      {rights.move && (
        <Button
          variant="quiet"
          icon={ListChecks}
          onPress={() => session.announce(t('boards.list_chosen', { count: toggleChosen(roving, id) }))}
        >
          {t(isChosen ? 'boards.list_choose_less' : 'boards.list_choose')}
        </Button>
      )}
      {rights.moderate && <TeacherTools id={id} />}
      {rights.remove && (
        <Button variant="quiet" icon={Trash2} onPress={remove}>
          {t('boards.wall_remove')}
        </Button>
      )}
    </Toolbar>
  )
}

const isShownAlready = ({ text, asset, href }: BoardObject) => text.length <= 160 && asset === null && href === ''

/** What one opens in the list: the object to read or to write, and all that can be done with it. */
export function ObjectPanel({ id, panelId }: { id: string; panelId: string }) {
  const { t } = useMessages()
  const object = useBoardObject(id)
  const asker = useAsker()
  const moderation = useModeration()
  const roving = useRoving()
  const focus = useListFocus()
  const isEditing = useIsEditing()
  const nameOf = useShortName()
  const [opened, setOpened] = useState<Opened>(null)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = panel.current
    // Opened by key, the key goes on to the first tool; opened for writing, the field takes it.
    if (!roving.get().isEditing) element?.querySelector('button')?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      if (roving.get().isEditing) roving.set({ isEditing: false })
      else roving.set({ open: null })
      focus.toRow(id)
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [id, roving, focus])
  if (object === undefined) return null
  const rights = rightsOn(object, asker, moderation)
  const close = () => setOpened(null)
  const { Shown } = factsOf(object)
  return (
    <div
      ref={panel}
      id={panelId}
      className={cx(styles.panel)}
      role="group"
      aria-label={t('boards.list_panel', { name: nameOf(object) })}
    >
      {isEditing && (rights.edit || (rights.move && !rights.propose)) ? (
        <CardEditor
          id={id}
          onDone={() => {
            roving.set({ isEditing: false })
            focus.toRow(id)
          }}
        />
      ) : (
        <>
          {Shown !== undefined && <Shown object={object} />}
          {Shown === undefined && !isShownAlready(object) && <CardContent object={object} />}
          <WaitingChange id={id} />
          {rights.reason !== null && <p className={styles.reason}>{t(`boards.list_closed_${rights.reason}`)}</p>}
          <Tools object={object} rights={rights} onOpen={setOpened} />
        </>
      )}
      {opened === 'change' && <ChangeDialog id={id} onClose={close} />}
      {opened === 'move' && <MoveDialog id={id} onClose={close} />}
      {opened === 'place' && <PlaceDialog id={id} onClose={close} />}
      {opened === 'style' && <StyleDialog id={id} onClose={close} />}
      {opened === 'connect' && <ConnectDialog id={id} onClose={close} />}
      {opened === 'comments' && <CommentsDialog id={id} onClose={close} />}
    </div>
  )
}
