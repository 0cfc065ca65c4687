import { AlignStartVertical, Frame, Lock, Trash2, X } from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '#client/ui/menu.tsx'
import { isContainer, isLine } from '#collab/documents/things/register.ts'
import { useBoardSession, useMeta, useModeration } from '../board-session.ts'
import { moverOf } from '../parts/asker.ts'
import { aligned, alignments, distributed } from '../parts/lining-up.ts'
import { firstWords } from '../parts/markdown.ts'
import { moveTo, siblingsIn } from '../parts/moves.ts'
import { setLocked } from '../parts/object-actions.ts'
import { mayAddTo, rightsOn } from '../parts/rights.ts'
import { useListFocus } from './list-focus.ts'
import styles from './list-view.module.css'
import { useChosen, useRoving } from './roving.ts'
import { frameAround, movableOf, placedOf, shift } from './several.ts'

function AlignMenu({ ids }: { ids: readonly string[] }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const mover = moverOf(session)
  const placed = () => placedOf(mover, movableOf(mover, ids))
  const done = () => session.announce(t('boards.list_linedUp'))
  return (
    <Menu
      label={t('boards.list_align')}
      placement="bottom start"
      trigger={
        <Button variant="quiet" icon={AlignStartVertical}>
          {t('boards.list_align')}
        </Button>
      }
    >
      {alignments.map((name) => (
        <MenuItem
          key={name}
          onAction={() => {
            shift(mover, aligned(placed(), name))
            done()
          }}
        >
          {t(`boards.align_${name}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      {(['across', 'down'] as const).map((direction) => (
        <MenuItem
          key={direction}
          isDisabled={ids.length < 3}
          onAction={() => {
            shift(mover, distributed(placed(), direction))
            done()
          }}
        >
          {t(`boards.align_${direction}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}

function MoveMenu({ ids }: { ids: readonly string[] }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const mover = moverOf(session)
  const { store, gestures, announce } = session
  const holders = siblingsIn(store, null, true).filter(({ id }) => mayAddTo(id, mover, store.getModeration()))
  const move = (parent: string | null) => {
    gestures.gesture(() => {
      for (const { id, type } of movableOf(mover, ids)) {
        if (isContainer({ type }) || isLine({ type })) continue
        const last = siblingsIn(store, parent).findLast((one) => one.id !== id)
        moveTo(mover, id, { parent, after: last?.id ?? null })
      }
    })
    announce(t('boards.wall_moved'))
  }
  return (
    <Menu
      label={t('common.moveTo')}
      placement="bottom start"
      trigger={<Button variant="quiet">{t('common.moveTo')}</Button>}
    >
      <MenuSection title={t('boards.list_moveInto')}>
        {holders.map((holder) => (
          <MenuItem key={holder.id} onAction={() => move(holder.id)}>
            {firstWords(holder.text, 40) || t(`boards.type_${holder.type}`)}
          </MenuItem>
        ))}
        <MenuItem onAction={() => move(null)}>{t('boards.list_moveNowhere')}</MenuItem>
      </MenuSection>
    </Menu>
  )
}

/** What can be done with several at once: lined up, framed, moved, locked, deleted. */
export function Together() {
  const { t } = useMessages()
  const session = useBoardSession()
  const roving = useRoving()
  const focus = useListFocus()
  const chosen = useChosen()
  const moderation = useModeration()
  const { needsApproval } = useMeta()
  if (chosen.size === 0) return null
  const mover = moverOf(session)
  const ids = [...chosen]
  const objects = movableOf(mover, ids)
  const removable = objects.filter((one) => rightsOn(one, mover, moderation).remove)
  const clear = () => roving.set({ chosen: new Set() })
  const remove = () => {
    session.gestures.remove(removable.map(({ id }) => id))
    session.announce(t('boards.wall_removed'))
    clear()
  }
  const frame = () => {
    const made = frameAround(mover, objects)
    if (made === null) return
    session.announce(t('boards.list_framed'))
    clear()
    focus.to(made)
  }
  return (
    <Toolbar aria-label={t('boards.list_chosen', { count: chosen.size })} className={cx(styles.together)}>
      <span className={styles.howMany}>{t('boards.list_chosen', { count: chosen.size })}</span>
      {objects.length > 1 && <AlignMenu ids={ids} />}
      <MoveMenu ids={ids} />
      {(session.can.moderate || !needsApproval) && (
        <Button variant="quiet" icon={Frame} onPress={frame}>
          {t('boards.list_frameAround')}
        </Button>
      )}
      {session.can.moderate && (
        <Button variant="quiet" icon={Lock} onPress={() => ids.forEach((id) => setLocked(session, id, true))}>
          {t('boards.wall_lock')}
        </Button>
      )}
      {removable.length > 0 && (
        <Button variant="quiet" icon={Trash2} onPress={remove}>
          {t('boards.wall_remove')}
        </Button>
      )}
      <Button variant="quiet" icon={X} onPress={clear}>
        {t('boards.list_chosenNone')}
      </Button>
    </Toolbar>
  )
}
