import type { InkPoint } from '#collab/documents/board-ink.ts'

/** Numbers from 0 to below 1, the same for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A hand that draws for so many points at 60 Hz: bends that change all the time, some 250 pixels a second, and the
 * trembling of a mouse, which gives whole pixels.
 */
export function handOf(random: () => number, count: number, pressure: () => number = () => 0.5): InkPoint[] {
  let [x, y] = [200 + random() * 800, 150 + random() * 500]
  let direction = random() * 2 * Math.PI
  let bend = 0
  let speed = 4
  return Array.from({ length: count }, () => {
    bend = bend * 0.9 + (random() - 0.5) * 0.12
    direction += bend
    speed = Math.min(9, Math.max(1.5, speed + (random() - 0.5)))
    x += Math.cos(direction) * speed
    y += Math.sin(direction) * speed
    return { x: Math.round(x), y: Math.round(y), pressure: pressure() }
  })
}
