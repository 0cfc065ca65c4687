import { Copy, Ellipsis, ExternalLink, Hourglass, Lock, LockOpen, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { Button, Group, ToggleButton, Toolbar } from 'react-aria-components'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Menu } from '#client/ui/menu.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import { useWaitingChange } from '../../moderation/changes.tsx'
import { setLocked } from '../../parts/object-actions.ts'
import { useModeration } from '../../board-session.ts'
import { act, actionsOf } from '../../parts/thing-actions.ts'
import { useCanvas } from '../canvas.ts'
import { duplicateChosen } from '../commands/copies.ts'
import { restyle } from '../commands/restyle.ts'
import { canFollow, useDeeds, writingLabel } from '../deeds.ts'
import { useChosen, useView } from '../overlay.tsx'
import { useSignal } from '../signal.ts'
import type { Style } from '../styles.ts'
import { ActionItems } from './action-items.tsx'
import { ColourMenu } from './colour-menu.tsx'
import { FillChoice, HeadChoice, ShapeChoice, SizeChoice, StrokeChoice, WayChoice } from './choices.tsx'
import { Face, PanelButton } from './panel-button.tsx'
import styles from './panels.module.css'
import { factsOf } from '../../things/register.ts'
import type { Choice } from '../../things/thing.ts'

/** The value that all share, or null. */
function shared(objects: readonly BoardObject[], name: keyof Style): number | null {
  const [first, ...others] = objects.map((object) => object[name])
  return first !== undefined && others.every((value) => value === first) ? first : null
}

const all = (objects: readonly BoardObject[], isOne: (object: BoardObject) => boolean) =>
  objects.length > 0 && objects.every(isOne)

/** Looks that all the chosen things have in common. */
function Looks({ objects }: { objects: readonly BoardObject[] }) {
  const canvas = useCanvas()
  const set = (changed: Partial<Style>) => restyle(canvas, changed)
  const has = (choice: Choice) => all(objects, (object) => factsOf(object).choices?.(object).includes(choice) === true)
  return (
    <>
      <ColourMenu
        of={all(objects, (object) => factsOf(object).colourOf === 'tint') ? 'tint' : 'line'}
        value={shared(objects, 'colour')}
        onChange={(colour) => set({ colour })}
      />
      {has('fill') && <FillChoice value={shared(objects, 'fill')} onChange={(fill) => set({ fill })} />}
      {has('size') && <SizeChoice value={shared(objects, 'stroke')} onChange={(stroke) => set({ stroke })} />}
      {has('way') && <WayChoice value={shared(objects, 'fill')} onChange={(fill) => set({ fill })} />}
      {has('head') && <HeadChoice value={shared(objects, 'shape')} onChange={(shape) => set({ shape })} />}
      {has('shape') && objects.length === 1 && (
        <ShapeChoice value={shared(objects, 'shape')} onChange={(shape) => set({ shape })} />
      )}
      {has('stroke') && <StrokeChoice value={shared(objects, 'stroke')} onChange={(stroke) => set({ stroke })} />}
    </>
  )
}

const above = 52
const edge = 8

/** Over what is chosen, or under it where there is no room; never outside of the surface. Escape goes back to the board. */
function useBarPlace(isShown: boolean) {
  const canvas = useCanvas()
  const bar = useRef<HTMLDivElement>(null)
  const view = useView()
  useEffect(() => {
    const toBoard = (event: KeyboardEvent) => {
      if (event.key === 'Escape') canvas.focus(canvas.selection.getCurrent())
    }
    const element = bar.current
    element?.addEventListener('keydown', toBoard)
    return () => element?.removeEventListener('keydown', toBoard)
  }, [canvas, isShown])
  const ids = useChosen()
  useLayoutEffect(() => {
    const box = canvas.boxOfChosen()
    const element = bar.current
    if (box === null || element === null) return
    const { width, height } = canvas.camera.getSize()
    const [left, top] = canvas.camera.toScreen([box.x, box.y])
    const [right, bottom] = canvas.camera.toScreen([box.x + box.width, box.y + box.height])
    const { offsetWidth, offsetHeight } = element
    const x = Math.min(width - offsetWidth - edge, Math.max(edge, (left + right - offsetWidth) / 2))
    const over = top - above - offsetHeight
    const y = over >= edge ? over : Math.min(height - offsetHeight - 84, Math.max(edge, bottom + 20))
    element.style.translate = `${Math.round(x)}px ${Math.round(y)}px`
  }, [canvas, view, ids, isShown])
  return bar
}

function ChangeWaits({ id }: { id: string }) {
  const { t } = useMessages()
  if (useWaitingChange(id) === undefined) return null
  return (
    <span className={styles.reason}>
      <Icon of={Hourglass} size="s" />
      {t('boards.card_changeWaits')}
    </span>
  )
}

function OwnActions({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  if (!canvas.rightsOn(object).move) return null
  return actionsOf(object).map((action) => (
    <PanelButton
      key={action.id}
      label={t(action.labelId)}
      icon={action.icon}
      onPress={() => act(canvas.session, object.id, action, t)}
    />
  ))
}

/** For teachers, whom no lock keeps out: that it is locked is seen here, and one press away from being otherwise. */
function LockToggle({ objects }: { objects: readonly BoardObject[] }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  const { locked } = useModeration()
  const areLocked = objects.every(({ id }) => locked.has(id))
  const label = t(areLocked ? 'boards.canvas_lockedForPupils' : 'boards.canvas_lock')
  return (
    <Tooltip label={label}>
      <ToggleButton
        aria-label={label}
        isSelected={areLocked}
        onChange={(isOn) => objects.forEach(({ id }) => setLocked(canvas, id, isOn))}
        className={cx(styles.tool)}
      >
        <Face icon={areLocked ? Lock : LockOpen} label={t('boards.canvas_lock')} />
      </ToggleButton>
    </Tooltip>
  )
}

/** What can be done with what is chosen, beside it. */
export function SelectionBar() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const deeds = useDeeds(canvas, t)
  useChosen()
  const { can } = useSignal(canvas.following)
  const isHidden = [
    useSignal(canvas.moves),
    useSignal(canvas.editing),
    useSignal(canvas.lasso),
    useSignal(canvas.draft),
  ]
  const objects = canvas.chosen()
  const isShown = objects.length > 0 && isHidden.every((one) => one === null)
  const bar = useBarPlace(isShown)
  if (!isShown) return null
  const changeable = canvas.changeable()
  const [single] = objects.length === 1 ? objects : []
  const canChangeAll = changeable.length === objects.length
  const writing = single === undefined ? null : writingLabel(canvas, single)
  const isClosed = objects.some((object) => canvas.rightsOn(object).reason === 'locked')
  const trigger = (
    <Button aria-label={t('common.more')} className={cx(styles.tool)}>
      <Face icon={Ellipsis} label={t('common.more')} />
    </Button>
  )
  return (
    <Toolbar ref={bar} aria-label={t('boards.canvas_chosenTools')} className={cx(styles.panel, styles.selection)}>
      {canChangeAll && <Looks objects={objects} />}
      {isClosed && (
        <span className={styles.reason}>
          <Icon of={Lock} size="s" />
          {t('boards.card_locked')}
        </span>
      )}
      {can.moderate && <LockToggle objects={objects} />}
      {single !== undefined && <ChangeWaits id={single.id} />}
      <Group aria-label={t('boards.canvas_actions')} className={cx(styles.group)}>
        {single !== undefined && <OwnActions object={single} />}
        {single !== undefined && writing !== null && (
          <PanelButton label={t(writing)} icon={Pencil} onPress={() => deeds.open(single.id)} />
        )}
        {can.write && (
          <PanelButton label={t('boards.canvas_duplicate')} icon={Copy} onPress={() => duplicateChosen(canvas)} />
        )}
        {single !== undefined && canFollow(single) && (
          <PanelButton label={t('common.open')} icon={ExternalLink} onPress={() => deeds.follow(single.id)} />
        )}
        {objects.some((object) => canvas.rightsOn(object).remove) && (
          <PanelButton label={t('common.delete')} icon={Trash2} onPress={deeds.remove} />
        )}
        <Menu label={t('common.more')} trigger={<Tooltip label={t('common.more')}>{trigger}</Tooltip>}>
          <ActionItems />
        </Menu>
      </Group>
    </Toolbar>
  )
}
