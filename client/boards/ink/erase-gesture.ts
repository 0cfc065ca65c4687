import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { thingOf } from '#collab/documents/things/register.ts'
import type { Canvas } from '../canvas/canvas.ts'
import type { ToolGesture, ToolPointer } from '../canvas/tool.ts'
import { strokesUnder } from './erasing.ts'

/** Pixels of the screen to each side. */
const reach = { mouse: 6, pen: 8, touch: 14 } as const
const faintness = '0.2'

/** Strokes that the swipe meets go faint, and into the bin together when it ends: one's own, or any for a teacher. */
export function eraseGesture(canvas: Canvas, start: ToolPointer): ToolGesture {
  const objects = canvas.store.getObjects()
  const byId = new Map(objects.map((object) => [object.id, object]))
  let left = objects.filter(
    (object) => thingOf(object).isByHand === true && !object.isRemoved && canvas.rightsOn(object).remove,
  )
  const met = new Set<string>()
  let from: Point = start.point
  const swipe = (to: Point) => {
    const radius = reach[start.type] / canvas.camera.getView().zoom
    for (const id of strokesUnder({ from, to, radius }, left, byId)) {
      met.add(id)
      canvas.elements.get(id)?.style.setProperty('opacity', faintness)
    }
    if (met.size !== canvas.faint.get().size) canvas.faint.set(new Set(met))
    left = left.filter(({ id }: BoardObject) => !met.has(id))
    from = to
  }
  const add = (pointer: ToolPointer) => pointer.samples.forEach(({ point }) => swipe(point))
  const show = () => {
    met.forEach((id) => canvas.elements.get(id)?.style.removeProperty('opacity'))
    canvas.faint.set(new Set())
  }
  add(start)
  return {
    move: add,
    up(pointer) {
      add(pointer)
      show()
      // Somebody else may have put one away meanwhile.
      const there = [...met].filter((id) => canvas.objectOf(id) !== undefined)
      if (there.length > 0) canvas.session.gestures.remove(there)
    },
    cancel: show,
  }
}
