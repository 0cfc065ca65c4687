import type { End } from '#collab/documents/board-model.ts'
import { isFrame } from '#collab/documents/things/register.ts'
import type { Canvas } from '../canvas.ts'

/** Puts the chosen things into the bin, as far as this person may. Gives how many went and how many stayed. */
export function removeChosen(canvas: Canvas): { removed: number; kept: number } {
  const { gestures } = canvas.session
  const chosen = canvas.chosen()
  const mine = chosen.filter((object) => canvas.rightsOn(object).remove)
  const going = new Set(mine.map(({ id }) => id))
  gestures.gesture(() => {
    for (const object of mine) {
      if (isFrame(object)) emptyFrame(canvas, object.id, going)
      loosen(canvas, object.id, going)
    }
    gestures.remove(going)
  })
  canvas.selection.choose(chosen.filter(({ id }) => !going.has(id)).map(({ id }) => id))
  return { removed: mine.length, kept: chosen.length - mine.length }
}

/** What lies in a frame that goes stays where it is seen, on the bare board. */
function emptyFrame(canvas: Canvas, frame: string, going: ReadonlySet<string>) {
  for (const id of canvas.geometry.childrenOf(frame)) {
    const box = canvas.geometry.restOf(id)
    if (box !== null && !going.has(id)) canvas.session.gestures.set(id, { parent: null, place: [box.x, box.y] })
  }
}

/** A connector whose thing goes keeps pointing where it pointed. */
function loosen(canvas: Canvas, id: string, going: ReadonlySet<string>) {
  for (const connectorId of canvas.geometry.connectorsOf([id])) {
    const [connector, route] = [canvas.objectOf(connectorId), canvas.geometry.routeOf(connectorId)]
    if (connector === undefined || route === null || going.has(connectorId)) continue
    const free = (end: End | null, at: readonly [number, number]): End | null =>
      end !== null && end[0] === id ? [null, Math.round(at[0]), Math.round(at[1])] : end
    canvas.session.gestures.set(connectorId, {
      from: free(connector.from, route.from),
      to: free(connector.to, route.to),
    })
  }
}
