import * as Y from 'yjs'
import { type PageMark, type PageNode, pageRoot } from '#collab/documents/page.ts'
import { readElement, readMarks } from '#collab/documents/page-read.ts'
import type { Moved } from '#collab/relay/moved-letters.ts'
import { MovedLetters } from './moved.ts'

/** Who added or removed something between two versions; `userId` is null where that person is gone. */
export interface Change {
  kind: 'added' | 'removed'
  userId: string | null
}

/** The page of a version with the changes since the one before, ready to be drawn. */
export interface ComparedNode extends Omit<PageNode, 'content' | 'marks'> {
  change: Change | null
  content: ComparedNode[]
  marks: PageMark[]
}

interface Deletion {
  clientId: number
  clock: number
  length: number
  userId: string | null
}

export interface VersionBytes {
  update: string
  previous: string | null
  authors: Record<string, string>
  deletions: Deletion[]
  /** Left out: nothing is known of it. */
  moved?: readonly Moved[]
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/** Nothing is garbage collected: what was removed must still be there to be shown. */
export function openVersion(base64: string) {
  const ydoc = new Y.Doc({ gc: false })
  Y.applyUpdate(ydoc, bytesOf(base64))
  return ydoc
}

const isVisible = (id: Y.ID, snapshot: Y.Snapshot) =>
  (snapshot.sv.get(id.client) ?? 0) > id.clock && !Y.isDeleted(snapshot.ds, id)

/** What becomes of letters: beside changes, those that only moved stay where they are now, and are not where they were. */
interface LetterChange {
  kind: Change['kind'] | 'stays' | 'went'
  userId: string | null
}

interface Comparison {
  before: Y.Snapshot
  after: Y.Snapshot
  changeOf: (kind: Change['kind'], id: Y.ID) => Change
  letterChangeOf: (kind: Change['kind'], id: Y.ID) => LetterChange
}

/** A type inside a document always hangs on an item; only roots do not. */
function itemOf(type: Y.XmlElement): Y.Item {
  if (type._item === null) throw new Error('a root has no item')
  return type._item
}

const isChange = (value: unknown): value is LetterChange =>
  typeof value === 'object' && value !== null && 'userId' in value

function compareText(text: Y.XmlText, { before, after, letterChangeOf }: Comparison): ComparedNode[] {
  const runs: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta(after, before, letterChangeOf)
  return runs.flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') return []
    const found = isChange(attributes['ychange']) ? attributes['ychange'] : null
    if (found?.kind === 'went') return []
    const change = found === null || found.kind === 'stays' ? null : { kind: found.kind, userId: found.userId }
    return [{ type: 'text', text: insert, marks: readMarks(attributes), change, content: [] }]
  })
}

function compareElement(element: Y.XmlElement, comparison: Comparison): ComparedNode[] {
  const { before, after, changeOf } = comparison
  const item = itemOf(element)
  const isNow = isVisible(item.id, after)
  const wasThere = isVisible(item.id, before)
  // Written and removed again between the two: it is in neither.
  if (!isNow && !wasThere) return []
  const node = readElement(element, isNow ? after : before)
  if (node === null) return []
  const kind = isNow ? (wasThere ? null : 'added') : 'removed'
  const change = kind === null ? null : changeOf(kind, item.id)
  const content = compareChildren(element, comparison)
  // All its letters went elsewhere.
  if (kind === 'removed' && content.length === 0 && element.length > 0) return []
  return [{ ...node, marks: [], change, content }]
}

function compareChildren(parent: Y.XmlFragment, comparison: Comparison): ComparedNode[] {
  const { before, after } = comparison
  const children: unknown[] = Y.typeListToArraySnapshot(parent, new Y.Snapshot(before.ds, after.sv))
  return children.flatMap((child) => {
    if (child instanceof Y.XmlText) return compareText(child, comparison)
    return child instanceof Y.XmlElement ? compareElement(child, comparison) : []
  })
}

/** Reads a version and marks what is new in it and what is gone, each with its author. */
export function compareVersions({ update, previous, authors, deletions, moved = [] }: VersionBytes): ComparedNode {
  const ydoc = openVersion(update)
  const after = Y.snapshot(ydoc)
  const before = previous === null ? after : Y.snapshot(openVersion(previous))
  const deletedBy = ({ client, clock }: Y.ID) =>
    deletions.find((one) => one.clientId === client && clock >= one.clock && clock < one.clock + one.length)?.userId
  const letters = new MovedLetters(moved)
  const changeOf = (kind: Change['kind'], id: Y.ID): Change => ({
    kind,
    userId: (kind === 'added' ? authors[String(id.client)] : deletedBy(id)) ?? null,
  })
  const letterChangeOf = (kind: Change['kind'], id: Y.ID): LetterChange => {
    const root = letters.rootOf(id)
    const other = kind === 'added' ? before : after
    if (letters.isShown(root, (one) => isVisible(one, other)))
      return { kind: kind === 'added' ? 'stays' : 'went', userId: null }
    return kind === 'added' ? changeOf(kind, root) : changeOf(kind, id)
  }
  const fragment = ydoc.getXmlFragment(pageRoot)
  const content = ydoc.transact((transaction) => {
    letters.part(transaction)
    return compareChildren(fragment, { before, after, changeOf, letterChangeOf })
  })
  return { type: 'doc', marks: [], change: null, content }
}

interface AuthorChanges {
  userId: string | null
  added: number
  removed: number
}

/** Letters added and removed by each author, busiest first. Things without letters count as one. */
export function changesByAuthor(root: ComparedNode): AuthorChanges[] {
  const authors = new Map<string | null, AuthorChanges>()
  const visit = (node: ComparedNode) => {
    if (node.change !== null && node.content.length === 0) {
      const { userId, kind } = node.change
      const line = authors.get(userId) ?? { userId, added: 0, removed: 0 }
      line[kind] += node.text?.length ?? 1
      authors.set(userId, line)
    }
    node.content.forEach(visit)
  }
  visit(root)
  return [...authors.values()].toSorted((one, other) => other.added + other.removed - one.added - one.removed)
}

/** The version alone: without what is gone, and without marks on what is new. */
export function withoutChanges(node: ComparedNode): ComparedNode {
  const content = node.content.filter((child) => child.change?.kind !== 'removed').map(withoutChanges)
  return { ...node, change: null, content }
}
