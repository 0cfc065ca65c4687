import { Deletes } from './deletes.ts'
import type { DeleteRange } from './preflight.ts'
import { StructCursor, structKind } from './struct-cursor.ts'
import type { Structs } from './update.ts'

interface TypeItem {
  client: number
  clock: number
  /** Index of the type it lies in. */
  parent: number
  isDead: boolean
}

/** Types that are none: the roots, which nobody deletes, and what hangs on something that was dropped. */
const root = 0
const dropped = 1

/** What was found, for another thread. */
export interface LineageState {
  spans: Map<number, number[]>
  /** Of each type but those that are none: client, clock, parent, and 1 where it is dead. */
  types: number[]
  inDead: Map<number, number[]>
}

interface Queue {
  client: number
  blocks: { structs: Structs; index: number }[]
  cursor: StructCursor | null
  left: number
  clock: number
  /** A struct was read that waits for what it hangs on. */
  isRead: boolean
  /** It is under way, or waits for another that is. */
  isOpen: boolean
  /** The client it waited for last, and where it was then. */
  waitedFor: { client: number; at: number } | null
  spans: number[]
  /** The right neighbour that was looked up last: typing has the same for a long time. */
  rightClient: number
  rightClock: number
  isRightDropped: boolean
}

/**
 * Which type each struct of a document lies in, and so which ones lie in something that was deleted: Yjs shows none of
 * those, even where nobody deleted them one by one. A struct never moves, so what was found once holds.
 */
export class Lineage {
  /** By client: sorted, touching triples start, end, type. */
  readonly #spans: Map<number, number[]>
  readonly #types: TypeItem[] = [
    { client: -1, clock: -1, parent: root, isDead: false },
    { client: -1, clock: -1, parent: dropped, isDead: true },
  ]
  readonly #typeAt = new Map<number, Map<number, number>>()
  readonly #inDead: Deletes

  constructor({ spans, types, inDead }: LineageState = { spans: new Map(), types: [], inDead: new Map() }) {
    this.#spans = spans
    this.#inDead = new Deletes(inDead)
    for (let at = 0; at < types.length; at += 4) {
      const [client = 0, clock = 0, parent = root, dead = 0] = types.slice(at, at + 4)
      this.#addType({ client, clock, parent, isDead: dead === 1 })
    }
  }

  state(): LineageState {
    const types = this.#types
      .slice(dropped + 1)
      .flatMap(({ client, clock, parent, isDead }) => [client, clock, parent, isDead ? 1 : 0])
    return { spans: this.#spans, types, inDead: this.#inDead.state() }
  }

  /** Takes updates that fit together and to what it has, in the order they were taken. */
  take(updates: readonly Structs[]): void {
    const queues = new Map<number, Queue>()
    for (const structs of updates)
      for (const [index, { client }] of structs.blocks.entries()) {
        const queue = queues.get(client)
        if (queue !== undefined) queue.blocks.push({ structs, index })
        else queues.set(client, newQueue(client, { structs, index }, this.#spansOf(client)))
      }
    for (const queue of queues.values()) this.#finish(queue, queues)
  }

  /**
   * Goes through a queue, and through others as far as it hangs on them. What waits for another waits beneath it, so that
   * each struct is looked at once or twice, however the clients hang on each other.
   */
  #finish(first: Queue, queues: ReadonlyMap<number, Queue>): void {
    const open = [first]
    for (let queue = open.at(-1); queue !== undefined; queue = open.at(-1)) {
      const client = this.#advance(queue)
      const next = client === null ? undefined : queues.get(client)
      const waited = queue.waitedFor
      const isInVain = waited !== null && waited.client === client && waited.at === queue.clock
      queue.isOpen = next !== undefined && !next.isOpen && !isInVain
      if (next === undefined || !queue.isOpen) open.pop()
      else {
        queue.waitedFor = { client: next.client, at: queue.clock }
        open.push(next)
      }
    }
  }

  /** What lies in types that are deleted now. */
  inDeleted(deletes: Deletes): Deletes {
    const died = new Set<number>()
    for (const [index, type] of this.#types.entries()) {
      if (type.isDead || index === root) continue
      type.isDead = (this.#types[type.parent]?.isDead ?? false) || deletes.has(type.client, type.clock)
      if (type.isDead) died.add(index)
    }
    if (died.size === 0) return this.#inDead
    const ranges: DeleteRange[] = []
    for (const [client, spans] of this.#spans)
      for (let at = 0; at < spans.length; at += 3)
        if (died.has(spans[at + 2] ?? root)) ranges.push(rangeOf(client, spans[at] ?? 0, spans[at + 1] ?? 0))
    this.#inDead.addAll(ranges)
    return this.#inDead
  }

  /** Goes on until the end, or until something is needed of another client, which it gives. */
  #advance(queue: Queue): number | null {
    for (; queue.cursor !== null; nextBlock(queue))
      for (; queue.left > 0; queue.left--) {
        const on = this.#next(queue, queue.cursor)
        if (on !== null) return on
        queue.clock += queue.cursor.length
      }
    return null
  }

  /** Gives the client that the next struct waits for, if any. */
  #next(queue: Queue, cursor: StructCursor): number | null {
    if (!queue.isRead) cursor.next()
    queue.isRead = false
    if (this.#goesOn(queue, cursor)) return null
    const on = this.#missing(cursor)
    queue.isRead = on !== null
    if (on === null) this.#place(queue, cursor)
    return on
  }

  /** Most go on from what is before them, and lie where that lies: nothing needs to be looked up. */
  #goesOn({ client, clock, spans, rightClient, rightClock, isRightDropped }: Queue, cursor: StructCursor): boolean {
    if (cursor.leftClient !== client || cursor.leftClock !== clock - 1 || cursor.kind === structKind.type) return false
    if (cursor.rightClient >= 0) {
      const isSame = cursor.rightClient === rightClient && cursor.rightClock === rightClock
      if (!isSame || isRightDropped) return false
    }
    if (spans.at(-2) !== clock || this.#types[spans.at(-1) ?? dropped]?.isDead !== false) return false
    spans[spans.length - 2] = clock + cursor.length
    return true
  }

  #spansOf(client: number): number[] {
    const spans = this.#spans.get(client) ?? []
    if (spans.length === 0) this.#spans.set(client, spans)
    return spans
  }

  #end(client: number): number {
    return this.#spans.get(client)?.at(-2) ?? 0
  }

  #missing({ leftClient, leftClock, rightClient, rightClock, parentClient, parentClock }: StructCursor): number | null {
    if (leftClient >= 0 && leftClock >= this.#end(leftClient)) return leftClient
    if (rightClient >= 0 && rightClock >= this.#end(rightClient)) return rightClient
    return parentClient >= 0 && parentClock >= this.#end(parentClient) ? parentClient : null
  }

  #place(queue: Queue, cursor: StructCursor): void {
    const { client, clock, spans } = queue
    const end = clock + cursor.length
    if (end <= this.#end(client)) return
    const type = this.#typeOf(queue, cursor)
    if (cursor.kind === structKind.type) this.#keepType({ client, clock, parent: type, isDead: false })
    if (spans.at(-1) === type && spans.at(-2) === clock) spans[spans.length - 2] = end
    else spans.push(clock, end, type)
    if (this.#types[type]?.isDead === true) this.#inDead.addAll([rangeOf(client, clock, end)])
  }

  #keepType(item: TypeItem): void {
    this.#addType({ ...item, isDead: this.#types[item.parent]?.isDead ?? false })
  }

  #addType(item: TypeItem): void {
    const index = this.#types.push(item) - 1
    const types = this.#typeAt.get(item.client) ?? new Map<number, number>()
    this.#typeAt.set(item.client, types.set(item.clock, index))
  }

  #typeOf(queue: Queue, cursor: StructCursor): number {
    if (cursor.kind === structKind.dropped) return dropped
    const { leftClient, leftClock, rightClient, rightClock, parentClient, parentClock } = cursor
    if (rightClient >= 0) {
      const right = this.#find(rightClient, rightClock)
      queue.rightClient = rightClient
      queue.rightClock = rightClock
      queue.isRightDropped = right === dropped
      if (leftClient < 0 || right === dropped) return right
    }
    if (leftClient >= 0) return this.#find(leftClient, leftClock)
    if (parentClient < 0) return root
    // A type that is no longer one was forgotten with all that lay in it.
    return this.#typeAt.get(parentClient)?.get(parentClock) ?? dropped
  }

  #find(client: number, clock: number): number {
    const spans = this.#spans.get(client) ?? []
    let low = 0
    let high = spans.length / 3
    // Most stand beside what was written last.
    if ((spans.at(-3) ?? 0) <= clock) return spans.at(-1) ?? root
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle * 3 + 1] ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    return spans[low * 3 + 2] ?? root
  }
}

const rangeOf = (client: number, clock: number, end: number): DeleteRange => ({ client, clock, length: end - clock })

function newQueue(client: number, first: Queue['blocks'][number], spans: number[]): Queue {
  const queue = {
    ...{ client, blocks: [first], cursor: null, left: 0, clock: 0, isRead: false, spans },
    ...{ isOpen: false, waitedFor: null, rightClient: -1, rightClock: -1, isRightDropped: false },
  }
  nextBlock(queue)
  return queue
}

function nextBlock(queue: Queue): void {
  const next = queue.blocks.shift()
  const block = next?.structs.blocks[next.index]
  queue.cursor = next === undefined || block === undefined ? null : new StructCursor(next.structs.bytes, block)
  queue.left = block?.structs ?? 0
  queue.clock = block?.clock ?? 0
}
