import { MousePointer2 } from 'lucide-react'
import type { Canvas } from '../canvas.ts'
import { endGesture } from '../gestures/connect.ts'
import { lassoGesture } from '../gestures/lasso.ts'
import { moveGesture } from '../gestures/move.ts'
import { type ResizeHandle, resizeGesture, resizeHandles } from '../gestures/resize.ts'
import { rotateGesture } from '../gestures/rotate.ts'
import { isBeyondClick } from '../gestures/gesture.ts'
import type { CanvasTool, ToolGesture, ToolPointer } from '../tool.ts'
import { hasText } from '#collab/documents/things/register.ts'

const isResizeHandle = (name: string): name is ResizeHandle => resizeHandles.some((handle) => handle === name)

function handleGesture(canvas: Canvas, start: ToolPointer, handle: string): ToolGesture | null {
  if (isResizeHandle(handle)) return resizeGesture(canvas, start, handle)
  if (handle === 'rotate') return rotateGesture(canvas, start)
  const [connector] = canvas.changeable()
  return connector !== undefined && (handle === 'from' || handle === 'to')
    ? endGesture(canvas, connector, handle)
    : null
}

/** Chooses at the press, so that press and drag are one; a click on one of several leaves that one alone. */
function objectGesture(canvas: Canvas, start: ToolPointer, id: string): ToolGesture {
  const { selection } = canvas
  const wasChosen = selection.has(id)
  const isAdding = start.isShift || start.isControl
  if (isAdding && !wasChosen) selection.choose([...selection.get(), id], id)
  else if (!wasChosen) selection.choose([id])
  else selection.choose(selection.get(), id)
  return moveGesture(canvas, start, () => {
    if (isAdding && wasChosen) selection.toggle(id)
    else if (!isAdding && selection.get().size > 1) selection.choose([id])
  })
}

/** A press on the bare board: a rectangle for mouse and pen, nothing chosen any more for a click. */
function bareGesture(canvas: Canvas, start: ToolPointer): ToolGesture {
  const lasso = lassoGesture(canvas, { start, isLoop: false })
  let isDrawing = false
  return {
    move(pointer) {
      isDrawing ||= isBeyondClick(start, pointer)
      if (isDrawing) lasso.move(pointer)
    },
    up(pointer) {
      if (isDrawing) lasso.up(pointer)
      else if (!start.isShift) canvas.selection.clear()
    },
    cancel: lasso.cancel,
  }
}

export const selectTool: CanvasTool = {
  id: 'select',
  labelId: 'boards.canvas_select',
  icon: MousePointer2,
  cursor: 'default',
  usesTouch: false,
  isForReaders: true,
  isLasting: true,
  down(pointer, canvas) {
    if (pointer.handle !== null) return handleGesture(canvas, pointer, pointer.handle)
    if (pointer.target !== null) return objectGesture(canvas, pointer, pointer.target)
    return bareGesture(canvas, pointer)
  },
}

/** Opens the words of an object for writing, where this person may; or what they are to be, where a teacher approves first. */
export function beginWriting(canvas: Canvas, id: string): boolean {
  const object = canvas.objectOf(id)
  if (object === undefined || !hasText(object)) return false
  const { edit, propose } = canvas.rightsOn(object)
  if (!edit && !propose) return false
  canvas.selection.choose([id])
  if (edit) canvas.editing.set(id)
  else canvas.dialog.set({ kind: 'change', id })
  return true
}

/** The same for somebody who just types: nothing that is asked first, nothing where a letter would be in the way. */
export function beginTyping(canvas: Canvas, id: string): boolean {
  const object = canvas.objectOf(id)
  const isWritable = object !== undefined && hasText(object) && canvas.rightsOn(object).edit
  if (isWritable) canvas.editing.set(id)
  return isWritable
}
