import type { Canvas } from '../canvas.ts'
import { movable, placeAt } from '../gestures/move.ts'
import { aligned, type Alignment, type Direction, distributed, type Placed, type Step } from '../../parts/lining-up.ts'

/** What can be lined up: what has a place of its own. */
const lineable = (canvas: Canvas): Placed[] =>
  movable(canvas).flatMap(({ id }) => {
    const box = canvas.geometry.restOf(id)
    return box === null ? [] : [{ id, box }]
  })

function write(canvas: Canvas, steps: readonly Step[]): void {
  canvas.session.gestures.gesture(() => {
    for (const { id, dx, dy } of steps) {
      const [object, rest] = [canvas.objectOf(id), canvas.geometry.restOf(id)]
      if (object !== undefined && rest !== null && (dx !== 0 || dy !== 0))
        placeAt(canvas, object, { ...rest, x: rest.x + dx, y: rest.y + dy })
    }
  })
}

export const alignChosen = (canvas: Canvas, alignment: Alignment): void =>
  write(canvas, aligned(lineable(canvas), alignment))

export const distributeChosen = (canvas: Canvas, direction: Direction): void =>
  write(canvas, distributed(lineable(canvas), direction))
