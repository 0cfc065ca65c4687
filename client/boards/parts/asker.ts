import { type BoardSession, useBoardSession, useMeta } from '../board-session.ts'
import type { Mover } from './moves.ts'
import type { Asker } from './rights.ts'

/** Who one is on this board, for the rules of what may be done. */
export const askerOf = ({ author, can, store }: BoardSession): Asker => ({
  author,
  isModerator: can.moderate,
  canWrite: can.write,
  needsApproval: store.getMeta().needsApproval,
})

/** The same, and anew when teachers begin or cease to approve what changes. */
export function useAsker(): Asker {
  const session = useBoardSession()
  useMeta()
  return askerOf(session)
}

export const moverOf = (session: BoardSession): Mover => ({
  ...askerOf(session),
  store: session.store,
  gestures: session.gestures,
})
