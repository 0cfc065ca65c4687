import { outlineOf } from '#collab/documents/board-connector.ts'
import { type BoardObject, type Point, shapeNames } from '#collab/documents/board-model.ts'
import { isOpenShape } from '#collab/documents/board-shapes.ts'
import { type Box, containsPoint, grown, middleOf, partsAt } from '../../canvas/box.ts'

export function isOnShape(object: BoardObject, box: Box, { point, reach }: { point: Point; reach: number }): boolean {
  const name = shapeNames[object.shape]
  if (isOpenShape(object.shape))
    return containsPoint({ ...grown(box, reach), y: middleOf(box)[1] - reach, height: 2 * reach }, point)
  const [across, down] = partsAt(grown(box, reach), point).map((part) => 2 * part - 1)
  if (across === undefined || down === undefined || Math.max(Math.abs(across), Math.abs(down)) > 1) return false
  const outline = name === 'star' ? 'ellipse' : outlineOf(object)
  if (outline === 'ellipse') return Math.hypot(across, down) <= 1
  if (outline === 'diamond') return Math.abs(across) + Math.abs(down) <= 1
  return name !== 'triangle' || Math.abs(across) <= (down + 1) / 2
}
