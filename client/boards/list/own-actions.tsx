import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { useBoardSession } from '../board-session.ts'
import { act, actionsOf } from '../parts/thing-actions.ts'

/** What this type of thing alone can do. */
export function OwnActions({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const session = useBoardSession()
  return actionsOf(object).map((action) => (
    <Button key={action.id} variant="quiet" icon={action.icon} onPress={() => act(session, object.id, action, t)}>
      {t(action.labelId)}
    </Button>
  ))
}
