import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { topOrder } from '#collab/documents/board-write.ts'
import { planLimits } from '#collab/documents/things/plan-values.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { afterMenu } from '#client/ui/after-menu.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useBoardSession } from '../board-session.ts'
import { langOf } from '../parts/language.tsx'
import styles from './lane-head.module.css'
import type { Plan, PlanRow } from './plan-context.ts'
import { useHours } from './words.ts'
import { writeTitle } from './write.ts'

export function LaneDialog({ lane, onClose }: { lane: BoardObject | null; onClose: () => void }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const [name, setName] = useState(lane?.text ?? '')
  const save = () => {
    const { gestures, store } = session
    const text = name.trim()
    if (lane !== null) writeTitle(session, lane.id, text)
    else {
      const lanes = store.getObjects().filter(({ type }) => type === 'column')
      const right = Math.max(0, ...lanes.map(({ place }) => place[0] + 312))
      gestures.create({
        type: 'column',
        text,
        place: [right, 0],
        colour: (lanes.length % 8) + 1,
        order: topOrder(lanes),
      })
    }
    onClose()
  }
  return (
    <Dialog title={t(lane === null ? 'plan.addLane' : 'plan.renameLane')} size="s" isOpen onOpenChange={onClose}>
      <Form problems={{ name: name.trim() === '' && t('plan.nameMissing') }} onSubmit={save}>
        <Stack>
          <TextField
            path="name"
            label={t('plan.laneName')}
            value={name}
            onChange={setName}
            maxLength={planLimits.room}
            autoFocus
          />
          <Actions>
            <Button type="submit" variant="primary">
              {t('plan.save')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}

function LaneMenu({ lane, label }: { lane: BoardObject; label: string }) {
  const { t } = useMessages()
  const { gestures } = useBoardSession()
  const [isRenaming, setIsRenaming] = useState(false)
  const remove = () => {
    gestures.remove([lane.id])
    const undo = { label: t('boards.wall_undo'), onPress: () => gestures.set(lane.id, { isRemoved: false }) }
    toast(t('plan.laneRemoved'), { action: undo })
  }
  const actions = t('plan.actions', { name: label })
  return (
    <>
      <Menu label={actions} trigger={<IconButton label={actions} icon={Ellipsis} />}>
        <MenuItem icon={Pencil} onAction={() => afterMenu(() => setIsRenaming(true))}>
          {t('plan.renameLane')}
        </MenuItem>
        <MenuItem icon={Trash2} isDanger onAction={remove}>
          {t('plan.removeLane')}
        </MenuItem>
      </Menu>
      {isRenaming && <LaneDialog lane={lane} onClose={() => setIsRenaming(false)} />}
    </>
  )
}

/** Beside a row: its subject, with the hours that are planned in it and those that were held. */
export function LaneHead({ row, sum }: { row: PlanRow; sum: ReturnType<Plan['sums']['get']> }) {
  const { t } = useMessages()
  const { can } = useBoardSession()
  const hours = useHours()
  const { lane, label } = row
  return (
    <th
      scope="row"
      className={cx(styles.head)}
      data-board-colour={lane === null ? undefined : colourIndex(lane.colour)}
    >
      <div className={styles.line}>
        <span className={styles.name} {...(lane === null ? {} : langOf(lane))}>
          {label}
        </span>
        {lane !== null && can.write && <LaneMenu lane={lane} label={label} />}
      </div>
      {lane !== null && sum !== undefined && (
        <span className={styles.sum}>{t('plan.sum', { planned: hours(sum.planned), done: hours(sum.done) })}</span>
      )}
    </th>
  )
}
