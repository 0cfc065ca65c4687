import { Malformed } from './options.ts'
import type { Block } from './preflight.ts'

const noNumbers = (): number[] => []

/**
 * Moves each run as far as its needs allow, until nothing moves: the order in which Yjs will take them. `needs` are fours of
 * client, clock, and the client and clock that stand before it; `reach` is filled. Gives whether all of it got through.
 * Throws Malformed for what is too tangled to be honest.
 */
export function settles(
  blocks: Block[],
  needs: number[],
  reach: Map<number, number>,
  has: (client: number) => number,
): boolean {
  if (needs.length === 0) {
    for (const block of blocks) reach.set(block.client, block.end)
    return true
  }
  const queues = new Map(blocks.map((block) => [block.client, { block, at: 0, needs: noNumbers() }]))
  for (let at = 0; at < needs.length; at += 4)
    queues.get(needs[at] ?? 0)?.needs.push(needs[at + 1] ?? 0, needs[at + 2] ?? 0, needs[at + 3] ?? 0)
  let work = 0
  for (let hasMoved = true; hasMoved;) {
    hasMoved = false
    for (const [client, queue] of queues) {
      if (++work > 1_000_000) throw new Malformed('needs too tangled')
      while (queue.at < queue.needs.length && (queue.needs[queue.at + 2] ?? 0) < has(queue.needs[queue.at + 1] ?? 0))
        queue.at += 3
      const to = queue.at < queue.needs.length ? (queue.needs[queue.at] ?? 0) : queue.block.end
      if (to > (reach.get(client) ?? 0)) {
        reach.set(client, to)
        hasMoved = true
      }
    }
  }
  return blocks.every((block) => reach.get(block.client) === block.end)
}
