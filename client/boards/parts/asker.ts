import type { BoardSession } from '../board-session.ts'
import type { Mover } from './moves.ts'
import type { Asker } from './rights.ts'

/** Who one is on this board, for the rules of what may be done. */
export const askerOf = ({ author, can }: BoardSession): Asker => ({
  author,
  isModerator: can.moderate,
  canWrite: can.write,
})

export const moverOf = (session: BoardSession): Mover => ({
  ...askerOf(session),
  store: session.store,
  gestures: session.gestures,
})
