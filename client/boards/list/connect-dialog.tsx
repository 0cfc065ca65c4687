import { useState } from 'react'
import { topOrder } from '#collab/documents/board-write.ts'
import { isLine } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { useBoardSession } from '../board-session.ts'
import { useShortName } from '../parts/object-name.ts'
import { useListFocus } from './list-focus.ts'

/** At the middle of an object's box a connector looks for the side itself. */
const middle = [0.5, 0.5] as const

/** A line from this object to another, which stays with both. */
export function ConnectDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useMessages()
  const { store, gestures, announce } = useBoardSession()
  const nameOf = useShortName()
  const focus = useListFocus()
  const [target, setTarget] = useState<string | null>(null)
  const others = store
    .getObjects()
    .filter((one) => !one.isRemoved && one.id !== id && !isLine(one))
    .map((one) => ({ id: one.id, label: nameOf(one) }))
  const connect = () => {
    if (target === null) return
    const made = gestures.create({
      type: 'connector',
      order: topOrder(store.getObjects()),
      from: [id, ...middle],
      to: [target, ...middle],
    })
    announce(t('boards.list_connected'))
    onClose()
    focus.to(made)
  }
  return (
    <Dialog title={t('boards.list_connect')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <Form problems={{ target: target === null && t('boards.list_connectMissing') }} onSubmit={connect}>
        <Stack>
          <ComboBox
            path="target"
            label={t('boards.list_connectWith')}
            options={others}
            value={target}
            onChange={setTarget}
          />
          <Actions>
            <Button type="submit" variant="primary">
              {t('boards.list_connectNow')}
            </Button>
            <Button variant="quiet" onPress={onClose}>
              {t('common.cancel')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}
