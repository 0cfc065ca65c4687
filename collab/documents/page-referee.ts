import * as Y from 'yjs'
import { type Deletes, deletesOf } from '../relay/deletes.ts'
import type { Actor, Referee, Ruling } from '../relay/ports.ts'
import type { DeleteRange } from '../relay/preflight.ts'
import { openDocument } from '../relay/update.ts'
import { pageRoot } from './page-schema.ts'

/** The name of the attribute of a block that teachers alone change; a referee is needed where it stands in a page's bytes. */
export const lockedAttribute = 'locked'

/**
 * Watches over the blocks of a page that a teacher locked. An editor offers nobody else to change them: what does all the same
 * was on its way when the lock came, or comes of no editor. It is refused whole, and its words go back to their writer.
 *
 * A ydoc that took each key would cost a third of what a class costs. What is locked is a few hundred ids: whatever hangs on
 * one of them, or deletes one, is a change of it.
 */
export class PageReferee implements Referee {
  /** Of the locked blocks themselves. */
  readonly #blocks: Deletes
  /** Of all that lies in them, what was deleted too, and of each lock that there is or was. */
  readonly #inside: Deletes
  /** What a teacher changed is not known here. */
  isStale = false

  constructor(updates: readonly Uint8Array[]) {
    const ydoc = openDocument([...updates])
    const { blocks, inside } = lockedIn(ydoc)
    this.#blocks = deletesOf(blocks)
    this.#inside = deletesOf(inside)
    ydoc.destroy()
  }

  rule(update: Uint8Array, { isModerator }: Actor): Ruling {
    const change = this.#changeBy(update)
    if (change !== null && !isModerator) return refused
    if (change !== null) this.#learn(change)
    return taken
  }

  ruleBeside(update: Uint8Array, { isModerator }: Actor): Ruling {
    return isModerator || this.#changeBy(update) === null ? taken : refused
  }

  mayScribble(): boolean {
    return true
  }

  take(update: Uint8Array): void {
    this.rule(update, { author: '', isModerator: true })
  }

  destroy(): void {}

  /** What an update does to what is locked; null for nothing. */
  #changeBy(update: Uint8Array): Change | null {
    const { structs, ds: deleted } = Y.decodeUpdate(update)
    const items = structs.filter((struct) => struct instanceof Y.Item)
    const touching = items.filter((item) => this.#touches(item))
    return touching.length > 0 || this.#isDeletedBy(deleted) ? { items, touching, deleted } : null
  }

  /** Does it lie in a locked block, or lock one? */
  #touches({ origin, rightOrigin, parent, parentSub }: Y.Item): boolean {
    if (parentSub === lockedAttribute) return true
    const isInside = (id: Y.ID | null) => id !== null && this.#inside.has(id.client, id.clock)
    if (isInside(origin) || isInside(rightOrigin)) return true
    const within = asId(parent)
    return within !== null && (isInside(within) || this.#blocks.has(within.client, within.clock))
  }

  #isDeletedBy(deleted: Deleted): boolean {
    return rangesOf(deleted).some(
      ({ client, clock, length }) =>
        this.#inside.touches(client, clock, clock + length) || this.#blocks.touches(client, clock, clock + length),
    )
  }

  /** Letters of a teacher lie there too from now on; whatever else there is to know, or hangs on them, is looked up anew. */
  #learn({ items, touching, deleted }: Change): void {
    const isLetters = touching.every(({ content }) => content instanceof Y.ContentString)
    this.isStale ||= !isLetters || touching.length < items.length || this.#isDeletedBy(deleted)
    this.#inside.addAll(touching.map(rangeOf))
  }
}

const taken = { kind: 'taken', correction: null, findings: [] } as const satisfies Ruling
const refused = {
  kind: 'refused',
  reason: 'a teacher has locked this passage',
  isLocked: true,
} as const satisfies Ruling

interface Change {
  items: readonly Y.Item[]
  touching: readonly Y.Item[]
  deleted: Deleted
}

type Deleted = ReturnType<typeof Y.decodeUpdate>['ds']

const rangeOf = ({ id, length }: Y.Item): DeleteRange => ({ ...id, length })

const rangesOf = ({ clients }: Deleted): DeleteRange[] =>
  [...clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => ({ client, clock, length: len })))

/** What was decoded alone names its parent by id, or, in a root, by that one's name. */
const asId = (parent: unknown): Y.ID | null => (parent instanceof Y.ID ? parent : null)

function lockedIn(ydoc: Y.Doc): { blocks: DeleteRange[]; inside: DeleteRange[] } {
  const elements = ydoc
    .getXmlFragment(pageRoot)
    .toArray()
    .filter((block) => block instanceof Y.XmlElement)
  const locked = elements.filter(isLocked)
  return {
    blocks: locked.flatMap(({ _item }) => (_item === null ? [] : [rangeOf(_item)])),
    inside: [...elements.flatMap((block) => valuesOf(block, lockedAttribute)), ...locked.flatMap(itemsIn)].map(rangeOf),
  }
}

function isLocked(block: Y.XmlElement): boolean {
  const value: unknown = block.getAttribute(lockedAttribute)
  return value === true
}

interface Type {
  readonly _map: Map<string, Y.Item>
  readonly _start: Y.Item | null
}

/** All that an attribute ever was. */
function valuesOf(block: Type, name: string): Y.Item[] {
  const items: Y.Item[] = []
  for (let item = block._map.get(name) ?? null; item !== null; item = item.left) items.push(item)
  return items
}

function itemsIn(type: Type): Y.Item[] {
  const items = [...type._map.keys()].flatMap((name) => valuesOf(type, name))
  for (let item = type._start; item !== null; item = item.right) items.push(item)
  return items.flatMap((item) => [item, ...(item.content instanceof Y.ContentType ? itemsIn(item.content.type) : [])])
}
