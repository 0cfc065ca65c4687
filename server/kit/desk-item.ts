/** What waits for a teacher, whatever it is: features list theirs so, and decide about them. */
export interface DeskItem {
  /** Of its kind. */
  id: string
  kind: 'message' | 'card' | 'name' | 'page'
  authorId: string
  /** Since when it waits. */
  at: Date
  /** What was read; a decision names it, and holds for nothing else. Null: it was never written anew. */
  version: string | null
  /** The words themselves, a topic's title and the options of its poll among them. */
  text: string
  language: string | null
  /** What it brings along: nothing is let out that could not be looked at. */
  files: readonly {
    id: string
    kind: 'picture' | 'file' | 'voice'
    name: string
    alt: string
    durationMs: number | null
  }[]
  /** Where it would be read. */
  place:
    | { kind: 'channel'; id: string; channelKind: string; title: string | null }
    | { kind: 'document'; id: string; documentKind: 'page' | 'board' | 'wall'; title: string }
    | { kind: 'classroom'; id: string; title: string }
  can: readonly Decision[]
}

export const decisions = ['approve', 'return', 'hide'] as const
type Decision = (typeof decisions)[number]

export interface Decided {
  decision: Decision
  version: string | null
  /** To the author; with `return` there is one. */
  reason: string
  /** Of what has parts, these alone; the rest is given back. */
  parts?: readonly string[]
}
