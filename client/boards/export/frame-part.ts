import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { canvasBoxes } from '#collab/documents/board-layout.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import type { Board } from '#collab/documents/board-read.ts'
import { isContainer, isLine } from '#collab/documents/things/register.ts'

/** A frame and what is seen in it: what lies in it, what was drawn over it, and what joins those. */
export function frameAlone(board: Board, frameId: string): Board {
  const there = board.objects.filter((object) => !object.isRemoved)
  const boxes = canvasBoxes(there, { measure: measureByTable })
  const frame = boxes.get(frameId)
  const isIn = ({ id, parent }: BoardObject) => {
    const box = boxes.get(id)
    if (parent === frameId) return true
    if (frame === undefined || box === undefined || parent !== null) return false
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height
  }
  const kept = new Set(
    there.filter((one) => one.id === frameId || (!isContainer(one) && !isLine(one) && isIn(one))).map(({ id }) => id),
  )
  const isJoined = ({ from, to }: BoardObject) =>
    [from, to].every((end) => end !== null && end[0] !== null && kept.has(end[0]))
  return { ...board, objects: there.filter((one) => kept.has(one.id) || (isLine(one) && isJoined(one))) }
}
