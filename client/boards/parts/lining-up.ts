import { type Box, union, upright } from '../canvas/box.ts'

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]
export type Direction = 'across' | 'down'

export interface Step {
  readonly id: string
  readonly dx: number
  readonly dy: number
}

export interface Placed {
  readonly id: string
  readonly box: Box
}

/** How far each thing goes so that all share an edge or a middle. */
export function aligned(things: readonly Placed[], alignment: Alignment): Step[] {
  const around = union(things.map(({ box }) => box))
  if (around === null) return []
  return things.map(({ id, box: turned }) => {
    const box = upright(turned)
    const [right, bottom] = [around.x + around.width, around.y + around.height]
    const by = {
      left: [around.x - box.x, 0],
      centre: [around.x + around.width / 2 - (box.x + box.width / 2), 0],
      right: [right - (box.x + box.width), 0],
      top: [0, around.y - box.y],
      middle: [0, around.y + around.height / 2 - (box.y + box.height / 2)],
      bottom: [0, bottom - (box.y + box.height)],
    }[alignment]
    return { id, dx: by[0] ?? 0, dy: by[1] ?? 0 }
  })
}

/** How far each thing goes so that the gaps between them are equal. The outer ones stay. */
export function distributed(things: readonly Placed[], direction: Direction): Step[] {
  const [start, length] = direction === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const row = things.map(({ id, box }) => ({ id, box: upright(box) })).toSorted((a, b) => a.box[start] - b.box[start])
  const [first, last] = [row[0], row.at(-1)]
  if (first === undefined || last === undefined || row.length < 3) return []
  const room = last.box[start] + last.box[length] - first.box[start]
  const filled = row.reduce((sum, { box }) => sum + box[length], 0)
  const gap = (room - filled) / (row.length - 1)
  let at = first.box[start]
  return row.map(({ id, box }) => {
    const by = at - box[start]
    at += box[length] + gap
    return direction === 'across' ? { id, dx: by, dy: 0 } : { id, dx: 0, dy: by }
  })
}
