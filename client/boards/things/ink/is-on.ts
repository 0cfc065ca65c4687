import { inkWidth } from '#collab/documents/board-ink-path.ts'
import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import type { Box } from '../../canvas/box.ts'
import { strokesUnder } from '../../ink/erasing.ts'

const nothing: ReadonlyMap<string, BoardObject> = new Map()

export function isOnInk(object: BoardObject, box: Box, { point, reach }: { point: Point; reach: number }): boolean {
  const { x, y, width, height, rotation } = box
  const radius = Math.max(0, reach - inkWidth(object) / 2)
  const placed = { ...object, parent: null, place: [x, y], size: [width, height], rotation } as const
  return strokesUnder({ from: point, to: point, radius }, [placed], nothing).length > 0
}
