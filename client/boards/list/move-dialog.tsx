import { useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { useBoardSession } from '../board-session.ts'
import { moverOf } from '../parts/asker.ts'
import { moveTo, parentOf, siblingsIn } from '../parts/moves.ts'
import { useShortName } from '../parts/object-name.ts'
import { mayAddTo } from '../parts/rights.ts'
import { useListFocus } from './list-focus.ts'

const nowhere = 'none'
const first = 'first'

/** Into which frame or column, and before or after what. */
export function MoveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const nameOf = useShortName()
  const focus = useListFocus()
  const { store } = session
  const mover = moverOf(session)
  const object = store.getObject(id)
  const [parent, setParent] = useState(() => (object === undefined ? null : parentOf(store, object)))
  const others = siblingsIn(store, parent).filter((one) => one.id !== id)
  const [chosen, setChosen] = useState<string | null>(null)
  const after = chosen ?? others.at(-1)?.id ?? first
  const places = siblingsIn(store, null, true).filter(({ id: one }) => mayAddTo(one, mover, store.getModeration()))
  const option = (one: BoardObject) => ({ id: one.id, label: nameOf(one) })
  const move = () => {
    moveTo(mover, id, { parent, after: after === first ? null : after })
    session.announce(t('boards.wall_moved'))
    onClose()
    focus.toRow(id)
  }
  return (
    <Dialog title={t('common.moveTo')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <Stack>
        <Select
          label={t('boards.list_moveInto')}
          options={[{ id: nowhere, label: t('boards.list_moveNowhere') }, ...places.map(option)]}
          value={parent ?? nowhere}
          onChange={(one) => {
            setParent(one === nowhere ? null : one)
            setChosen(null)
          }}
        />
        <Select
          label={t('boards.list_moveAfter')}
          options={[{ id: first, label: t('boards.list_moveFirst') }, ...others.map(option)]}
          value={after}
          onChange={setChosen}
        />
        <Actions>
          <Button variant="primary" onPress={move}>
            {t('boards.list_move')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('common.cancel')}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
