import type { BoardObject } from '#collab/documents/board-model.ts'
import type { Translate } from '#client/locales/messages.tsx'
import type { BoardSession } from '../board-session.ts'
import { factsOf } from '../things/register.ts'
import type { ThingAction } from '../things/thing.ts'

/** What can be done with this thing alone, by whoever may change it. */
export const actionsOf = (object: BoardObject): readonly ThingAction[] => factsOf(object).actions?.(object) ?? []

type Doing = Pick<BoardSession, 'gestures' | 'announce' | 'store'>

/** Does it, and says it. */
export function act({ gestures, announce, store }: Doing, id: string, { change, labelId }: ThingAction, t: Translate) {
  const object = store.getObject(id)
  if (object === undefined) return
  gestures.set(id, change(object, Date.now()))
  announce(t(labelId))
}
