import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Check, CopyPlus, Pencil, Trash2 } from 'lucide-react'
import type { RefObject } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { addDays } from '#collab/plan/days.ts'
import { afterMenu } from '#client/ui/after-menu.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MenuItem, MenuPopover, MenuSection, MenuSeparator } from '#client/ui/menu.tsx'
import { toast } from '#client/ui/toast.tsx'
import { type BoardSession, useBoardSession } from '../board-session.ts'
import { usePlanHands } from './plan-context.ts'

interface PlanMenuProps {
  object: BoardObject
  name: string
  triggerRef: RefObject<Element | null>
  onClose: () => void
}

/** The same a week later, not held yet. */
function repeat({ gestures }: BoardSession, object: BoardObject) {
  const { id: _, author: _a, at: _at, isRemoved: _r, ...values } = object
  const date = object.date === '' ? '' : addDays(object.date, 7)
  gestures.create({ ...values, date, done: 0, isDone: false })
}

/** All that can be done with one thing of a plan. */
export function PlanMenu({ object, name, triggerRef, onClose }: PlanMenuProps) {
  const { t } = useMessages()
  const session = useBoardSession()
  const hands = usePlanHands()
  const { id, type, planned, done, isDone } = object
  const isLesson = type === 'session'
  const isOver = isLesson ? planned > 0 && done >= planned : isDone
  const remove = () => {
    session.gestures.remove([id])
    const undo = { label: t('boards.wall_undo'), onPress: () => session.gestures.set(id, { isRemoved: false }) }
    toast(t('plan.removed'), { action: undo })
  }
  const finish = () => session.gestures.set(id, isLesson ? { done: isOver ? 0 : planned } : { isDone: !isOver })
  return (
    <MenuPopover label={t('plan.actions', { name })} triggerRef={triggerRef} onClose={onClose}>
      <MenuItem icon={Pencil} onAction={() => afterMenu(() => hands.edit(id))}>
        {t('plan.edit')}
      </MenuItem>
      {((isLesson && planned > 0) || type === 'task') && (
        <MenuItem icon={Check} onAction={finish}>
          {t(isOver ? 'plan.markOpen' : 'plan.markDone')}
        </MenuItem>
      )}
      <MenuItem icon={CopyPlus} onAction={() => repeat(session, object)}>
        {t('plan.repeat')}
      </MenuItem>
      <MenuSection title={t('common.moveTo')}>
        <MenuItem icon={ArrowLeft} onAction={() => hands.step(id, 'left')}>
          {t('plan.earlier')}
        </MenuItem>
        <MenuItem icon={ArrowRight} onAction={() => hands.step(id, 'right')}>
          {t('plan.later')}
        </MenuItem>
        {isLesson ? (
          <MenuItem icon={ArrowUp} onAction={() => hands.step(id, 'up')}>
            {t('plan.above')}
          </MenuItem>
        ) : null}
        {isLesson ? (
          <MenuItem icon={ArrowDown} onAction={() => hands.step(id, 'down')}>
            {t('plan.below')}
          </MenuItem>
        ) : null}
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon={Trash2} isDanger onAction={remove}>
        {t('plan.remove')}
      </MenuItem>
    </MenuPopover>
  )
}
