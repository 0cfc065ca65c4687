import { useCallback } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useBoardSession, useMeta } from '../board-session.ts'
import type { NewObject } from '#collab/documents/board-write.ts'
import { siblingsIn } from '../parts/moves.ts'
import { placeAmong } from '../parts/ordering.ts'
import { useWall } from './hand.ts'

/** How large a card is where the wall is shown as a canvas. */
const cardSize = [240, 160] as const
const columnSize = [288, 480] as const

/** Whether this person makes things here now: where a teacher approves first, pupils send them in instead. */
export function useCanMake(): boolean {
  const { can } = useBoardSession()
  const { needsApproval } = useMeta()
  return can.write && (can.moderate || !needsApproval)
}

/** An order behind all of them. */
function lastOrder(others: Parameters<typeof placeAmong>[0]) {
  return placeAmong(others, others.length, '', () => false).get('') ?? 'a0'
}

export interface NewCard {
  parent?: string | null
  date?: string
  /** What it says and holds from the beginning. */
  content?: Partial<Pick<NewObject, 'text' | 'href' | 'asset' | 'assetKind' | 'alt' | 'name' | 'durationMs'>>
}

/** Makes a card at the end of its place, open for writing. */
export function useAddCard(): (card?: NewCard) => void {
  const { gestures, store } = useBoardSession()
  const { hand } = useWall()
  return useCallback(
    ({ parent = null, date = '', content = {} } = {}) => {
      const order = lastOrder(siblingsIn(store, parent))
      const id = gestures.create({ type: 'card', order, parent, date, size: cardSize, ...content })
      hand.set({ editing: id })
    },
    [gestures, store, hand],
  )
}

export function useAddColumn(): () => string {
  const { gestures, store, announce } = useBoardSession()
  const { t } = useMessages()
  return useCallback(() => {
    const columns = siblingsIn(store, null, true)
    const right = Math.max(0, ...columns.map(({ place, size }) => place[0] + size[0] + 24))
    announce(t('boards.wall_columnAdded'))
    return gestures.create({ type: 'column', order: lastOrder(columns), place: [right, 0], size: columnSize })
  }, [gestures, store, announce, t])
}
