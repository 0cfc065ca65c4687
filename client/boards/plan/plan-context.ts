import { createContext, use } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import type { Clash } from '#collab/plan/clashes.ts'
import type { DocumentRow } from '#client/data/documents.ts'
import type { WholePlan } from '#client/data/plan.ts'
import type { BoardPerson } from '../board-session.ts'
import type { Scale, Slot } from './arrange.ts'

export type PlanThing = 'session' | 'task' | 'step' | 'exam'
export type Direction = 'up' | 'down' | 'left' | 'right'

export interface PlanRow {
  readonly key: string
  readonly label: string
  /** The subject; null of rows that are none. */
  readonly lane: BoardObject | null
}

/** A plan as it is shown. */
export interface Plan {
  readonly calendar: WholePlan
  readonly scale: Scale
  readonly rows: readonly PlanRow[]
  readonly slots: readonly Slot[]
  readonly cells: ReadonlyMap<string, readonly string[]>
  readonly lanes: readonly BoardObject[]
  readonly steps: readonly BoardObject[]
  readonly clashes: ReadonlyMap<string, readonly Clash[]>
  readonly sums: ReadonlyMap<string | null, { readonly planned: number; readonly done: number }>
  /** By user id: whom sessions and tasks name. */
  readonly people: ReadonlyMap<string, BoardPerson>
  /** By id: pages and boards that sessions are linked to. */
  readonly documents: ReadonlyMap<string, DocumentRow>
}

/** What can be done in it; the same for as long as the plan is open. */
export interface PlanHands {
  readonly place: (id: string, row: string, slot: string) => void
  readonly step: (id: string, direction: Direction) => void
  readonly edit: (id: string) => void
  readonly add: (type: PlanThing, at?: { row?: string; slot?: string }) => void
}

export const HandsContext = createContext<PlanHands | null>(null)

export function usePlanHands(): PlanHands {
  const hands = use(HandsContext)
  if (hands === null) throw new Error('usePlanHands needs a plan above')
  return hands
}
