import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  BringToFront,
  Captions,
  ChevronDown,
  ChevronUp,
  EyeOff,
  Frame,
  FolderInput,
  Grid2x2X,
  Lock,
  LockOpen,
  MessageSquare,
  Ruler,
  SendToBack,
  SmilePlus,
} from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { MenuItem, MenuSeparator, SubMenu } from '#client/ui/menu.tsx'
import { isFrame, isLine } from '#collab/documents/things/register.ts'
import { setLocked } from '../../parts/object-actions.ts'
import { LanguageItems } from '../../parts/language.tsx'
import { ReactionItems } from '../../parts/reactions.tsx'
import { useHide } from '../../moderation/use-hide.ts'
import { useCanvas } from '../canvas.ts'
import { type Alignment, alignments } from '../../parts/lining-up.ts'
import { alignChosen, distributeChosen } from '../commands/arrange.ts'
import { canBeFramed, frameChosen, moveToFrame, openFrame } from '../commands/frames.ts'
import { type OrderStep, orderChosen } from '../commands/order.ts'
import { movable } from '../gestures/move.ts'
import { shortName } from '../object-name.ts'
import { factsOf } from '../../things/register.ts'

const alignIcons = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
} as const satisfies Record<Alignment, typeof Frame>

function AlignItems() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const canSpread = movable(canvas).length > 2
  return (
    <SubMenu label={t('boards.canvas_align')} icon={AlignStartVertical}>
      {alignments.map((name) => (
        <MenuItem key={name} icon={alignIcons[name]} onAction={() => alignChosen(canvas, name)}>
          {t(`boards.align_${name}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        icon={AlignHorizontalSpaceAround}
        isDisabled={!canSpread}
        onAction={() => distributeChosen(canvas, 'across')}
      >
        {t('boards.align_across')}
      </MenuItem>
      <MenuItem
        icon={AlignVerticalSpaceAround}
        isDisabled={!canSpread}
        onAction={() => distributeChosen(canvas, 'down')}
      >
        {t('boards.align_down')}
      </MenuItem>
    </SubMenu>
  )
}

const orderIcons = { front: BringToFront, forward: ChevronUp, backward: ChevronDown, back: SendToBack } as const
const orderSteps = ['front', 'forward', 'backward', 'back'] as const satisfies readonly OrderStep[]

function OrderItems() {
  const { t } = useMessages()
  const canvas = useCanvas()
  return (
    <SubMenu label={t('boards.canvas_order')} icon={BringToFront}>
      {orderSteps.map((step) => (
        <MenuItem key={step} icon={orderIcons[step]} onAction={() => orderChosen(canvas, step)}>
          {t(`boards.order_${step}`)}
        </MenuItem>
      ))}
    </SubMenu>
  )
}

/** The twin of dragging into and out of frames. */
function MoveItems() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const things = movable(canvas).filter(canBeFramed)
  const frames = canvas.geometry
    .inDrawingOrder()
    .flatMap((id) => canvas.objectOf(id) ?? [])
    .filter(isFrame)
  const isInside = things.some(({ parent }) => parent !== null)
  if (things.length === 0 || (frames.length === 0 && !isInside)) return null
  const ids = things.map(({ id }) => id)
  return (
    <SubMenu label={t('common.moveTo')} icon={FolderInput}>
      {frames.map((frame) => (
        <MenuItem key={frame.id} icon={Frame} onAction={() => moveToFrame(canvas, ids, frame.id)}>
          {frame.text === '' ? shortName(t, frame) : frame.text}
        </MenuItem>
      ))}
      {isInside && (
        <MenuItem icon={Grid2x2X} onAction={() => moveToFrame(canvas, ids, null)}>
          {t('boards.canvas_outOfFrame')}
        </MenuItem>
      )}
    </SubMenu>
  )
}

/** Everything that can be done with what is chosen, for menus. */
export function ActionItems() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const objects = canvas.chosen()
  const changeable = canvas.changeable()
  const [single] = objects.length === 1 ? changeable : []
  const [answerable] = objects.length === 1 ? objects : []
  const { can } = canvas.session
  const hiding = useHide()
  const areLocked = objects.every(({ id }) => canvas.store.getModeration().locked.has(id))
  const canFrame = changeable.some(canBeFramed)
  return (
    <>
      {single !== undefined && !isLine(single) && (
        <MenuItem icon={Ruler} onAction={() => canvas.dialog.set({ kind: 'place', id: single.id })}>
          {t('boards.canvas_place')}
        </MenuItem>
      )}
      {single !== undefined && factsOf(single).isDescribed === true && (
        <MenuItem icon={Captions} onAction={() => canvas.dialog.set({ kind: 'alt', id: single.id })}>
          {t('boards.canvas_describe')}
        </MenuItem>
      )}
      {single !== undefined && canvas.rightsOn(single).edit && <LanguageItems object={single} />}
      {answerable !== undefined && (
        <MenuItem icon={MessageSquare} onAction={() => canvas.dialog.set({ kind: 'comments', id: answerable.id })}>
          {t('boards.comment_title')}
        </MenuItem>
      )}
      {answerable !== undefined && canvas.rightsOn(answerable).react && (
        <SubMenu label={t('boards.card_react')} icon={SmilePlus}>
          <ReactionItems id={answerable.id} />
        </SubMenu>
      )}
      <MoveItems />
      {changeable.length > 1 && <AlignItems />}
      {changeable.length > 0 && <OrderItems />}
      {canFrame && (
        <MenuItem icon={Frame} onAction={() => void frameChosen(canvas)}>
          {t('boards.canvas_frameThem')}
        </MenuItem>
      )}
      {single !== undefined && isFrame(single) && (
        <MenuItem icon={Grid2x2X} onAction={() => openFrame(canvas, single.id)}>
          {t('boards.canvas_unframe')}
        </MenuItem>
      )}
      {can.moderate && objects.length > 0 && (
        <>
          <MenuSeparator />
          <MenuItem
            icon={areLocked ? LockOpen : Lock}
            onAction={() => objects.forEach(({ id }) => setLocked(canvas, id, !areLocked))}
          >
            {t(areLocked ? 'boards.canvas_unlock' : 'boards.canvas_lock')}
          </MenuItem>
          <MenuItem icon={EyeOff} isDisabled={hiding.isOff} onAction={() => hiding.hide(objects.map(({ id }) => id))}>
            {hiding.label}
          </MenuItem>
        </>
      )}
    </>
  )
}
