import * as Y from 'yjs'
import { boardRoots } from './board-model.ts'
import type { Noted } from '../relay/noted.ts'
import type { Actor, Referee, Ruling } from '../relay/ports.ts'
import { type Fix, Forbidden, isPaused, type Touched } from './board-ruling.ts'
import { judgeComments, judgeMeta, judgeModeration, judgeReactions } from './board-rules.ts'
import { BoardState } from './board-state.ts'
import { judgeObjects } from './board-object-rules.ts'

const roots = Object.values(boardRoots)

/**
 * Knows what a change means. Holds a ydoc of the board, takes each update into it before anybody sees it, and writes what
 * puts a forbidden change right: an honest client that met a lock stays in step. What no honest client sends is refused;
 * then this referee has taken what the room has not.
 */
export class BoardReferee implements Referee {
  readonly #ydoc = new Y.Doc()
  readonly #state: BoardState
  #touched: Touched = noneTouched()
  isStale = false

  /** `clientId`: unused in this document; corrections are written under it. */
  constructor(updates: readonly Uint8Array[], clientId: number) {
    for (const update of updates) Y.applyUpdate(this.#ydoc, update)
    this.#ydoc.clientID = clientId
    this.#state = new BoardState(this.#ydoc)
    for (const root of roots)
      this.#ydoc.getMap(root).observeDeep((events) => {
        for (const event of events) this.#note(root, event)
      })
  }

  /** Judges an update of somebody. `now` in milliseconds. */
  rule(update: Uint8Array, actor: Actor, now: number): Ruling {
    this.#touched = noneTouched()
    Y.applyUpdate(this.#ydoc, update)
    const touched = this.#touched
    const fixes: Fix[] = []
    const noted: Noted[] = []
    try {
      const judging = { ydoc: this.#ydoc, state: this.#state, actor, now, touched, fixes, noted }
      judgeModeration(judging)
      judgeMeta(judging)
      judgeObjects(judging)
      judgeComments(judging)
      judgeReactions(judging)
    } catch (error) {
      this.isStale = true
      if (error instanceof Forbidden) return { kind: 'refused', reason: error.message }
      throw error
    }
    const correction = this.#write(fixes)
    this.#state.renew(touched)
    const findings = fixes.flatMap((fix) => fix.finding ?? [])
    return { kind: 'taken', correction, findings, ...(noted.length === 0 ? {} : { noted }) }
  }

  mayScribble(actor: Actor): boolean {
    return !isPaused({ actor, state: this.#state })
  }

  /** What the server wrote: taken as it is. */
  take(update: Uint8Array): void {
    this.#touched = noneTouched()
    Y.applyUpdate(this.#ydoc, update)
    this.#state.renew(this.#touched)
  }

  destroy(): void {
    this.#ydoc.destroy()
  }

  #write(fixes: readonly Fix[]): Uint8Array | null {
    if (fixes.length === 0) return null
    const before = Y.encodeStateVector(this.#ydoc)
    const updates: Uint8Array[] = []
    const keep = (update: Uint8Array) => void updates.push(update)
    this.#ydoc.on('update', keep)
    this.#ydoc.transact(() => fixes.forEach((fix) => fix.write()))
    this.#ydoc.off('update', keep)
    const [update] = updates
    return update ?? (updates.length === 0 ? null : Y.encodeStateAsUpdate(this.#ydoc, before))
  }

  #note(root: (typeof roots)[number], event: Y.YEvent<Y.AbstractType<unknown>>): void {
    const touched = this.#touched[root]
    const [id] = event.path
    if (id !== undefined) {
      if (!touched.has(String(id))) touched.set(String(id), 'changed')
      return
    }
    for (const [key, { action }] of event.changes.keys) touched.set(key, action)
  }
}

const noneTouched = (): Touched => ({
  [boardRoots.meta]: new Map(),
  [boardRoots.objects]: new Map(),
  [boardRoots.moderation]: new Map(),
  [boardRoots.reactions]: new Map(),
  [boardRoots.comments]: new Map(),
})
