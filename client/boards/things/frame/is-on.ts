import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { frameTitleHeight } from '#collab/documents/board-shapes.ts'
import { type Box, containsPoint, grown } from '../../canvas/box.ts'

/** A frame is taken by its edge and its title: one works in it. */
export function isOnHolder(_: BoardObject, box: Box, { point, reach }: { point: Point; reach: number }): boolean {
  const title = { ...box, y: box.y - frameTitleHeight, height: frameTitleHeight }
  const isAtEdge = containsPoint(grown(box, reach), point) && !containsPoint(grown(box, -reach), point)
  return isAtEdge || (box.rotation === 0 && containsPoint(title, point))
}
