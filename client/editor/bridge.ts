import type { DocumentPerson } from '#client/data/document-person.ts'
import type { MarkedPassage } from '#client/data/removals.ts'
import type { WaitingFrom } from '#client/live/branch.ts'

/** What the editor asks of the screen around it: names for references, and dialogs. Node views read it as they draw. */

export interface EditorDocument {
  id: string
  title: string
  /** Of the title. */
  language: string | null
}

export type EditorDialog =
  | { kind: 'link' }
  | { kind: 'image'; file?: File }
  | { kind: 'mathematics'; isInline: boolean; latex: string; isNew: boolean }
  | { kind: 'pageLink' }
  | { kind: 'remove'; passage: MarkedPassage }
  | { kind: 'removals' }

export interface EditorFacts {
  people: ReadonlyMap<string, DocumentPerson>
  documents: ReadonlyMap<string, EditorDocument>
  /** One's own words that a teacher reads first. */
  waitingFrom: WaitingFrom
  /** Locks passages, and writes in locked ones. */
  canManage: boolean
  words: {
    unknownPerson: string
    unknownPage: string
    emptyFormula: string
    wrongFormula: string
    pictureWithoutText: string
    /** Of the box of a task with these words. */
    tick: (text: string) => string
    /** Of a block with words that wait. */
    waits: string
    /** Of a block that teachers alone change, and to who tries. */
    locked: string
    lockedHint: string
    /** Of words that were taken away, and are everybody's until a teacher has read that. */
    taken: string
  }
}

/** Facts change while the editor lives: whatever draws a name listens, and draws it anew. */
export function createBridge(open: (dialog: EditorDialog) => void, facts: EditorFacts) {
  const listeners = new Set<() => void>()
  let current = facts
  return {
    open,
    facts: () => current,
    update(next: EditorFacts) {
      current = next
      listeners.forEach((listener) => listener())
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type EditorBridge = ReturnType<typeof createBridge>
