import { type KeyboardEvent, useMemo } from 'react'
import type { Point } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { Canvas } from './canvas.ts'
import { duplicateChosen } from './commands/copies.ts'
import { frameChosen } from './commands/frames.ts'
import { orderChosen } from './commands/order.ts'
import { thingUnder } from './far/thing-under.ts'
import { movable, moveBy } from './gestures/move.ts'
import { goTo, goToNeighbour, readingOrder, type Way } from './navigate.ts'
import type { PointerRouter } from './pointer-router.ts'
import { useDeeds } from './deeds.ts'

const ways: Record<string, Way> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const steps: Record<Way, Point> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }
const longStep = 10
const panStep = 80

type Deeds = ReturnType<typeof useDeeds>

/** True where the key meant something. */
function onArrow(canvas: Canvas, way: Way, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) {
    goToNeighbour(canvas, way, event.shiftKey)
    return true
  }
  const objects = movable(canvas)
  const [dx, dy] = steps[way]
  const far = event.shiftKey ? longStep : 1
  if (objects.length > 0)
    moveBy(canvas, objects, [dx * far, dy * far], `arrows ${objects.map(({ id }) => id).join(' ')}`)
  else if (canvas.selection.get().size === 0) canvas.camera.panBy(-dx * panStep, -dy * panStep)
  return true
}

function onControl(canvas: Canvas, deeds: Deeds, event: KeyboardEvent): boolean {
  switch (event.key.toLowerCase()) {
    case 'z':
      return event.shiftKey ? deeds.redo() : deeds.undo()
    case 'y':
      return deeds.redo()
    case 'a':
      canvas.selection.choose(canvas.store.getIds())
      return true
    case 'd':
      duplicateChosen(canvas)
      return true
    case 'g':
      return frameChosen(canvas) !== null
    case ']':
      orderChosen(canvas, event.shiftKey ? 'front' : 'forward')
      return true
    case '[':
      orderChosen(canvas, event.shiftKey ? 'back' : 'backward')
      return true
    default:
      return false
  }
}

function onEscape(canvas: Canvas, router: PointerRouter): boolean {
  if (router.cancel()) return true
  if (canvas.tool.get().id !== 'select') canvas.rest()
  else if (canvas.selection.get().size > 0) canvas.selection.clear()
  else return false
  return true
}

function onPlain(canvas: Canvas, deeds: Deeds, event: KeyboardEvent): boolean {
  const current = canvas.selection.getCurrent()
  switch (event.key) {
    case 'Enter':
      return current !== null && deeds.open(current)
    case 'Delete':
    case 'Backspace':
      return deeds.remove()
    case 'Home':
    case 'End': {
      const next = readingOrder(canvas).at(event.key === 'Home' ? 0 : -1)
      if (next !== undefined) goTo(canvas, next)
      return true
    }
    case '+':
      canvas.camera.zoomTo(canvas.camera.getView().zoom * 1.25)
      return true
    case '-':
      canvas.camera.zoomTo(canvas.camera.getView().zoom / 1.25)
      return true
    case '0':
      canvas.camera.zoomTo(1)
      return true
    case 'ContextMenu':
      return deeds.openMenu()
    case 'F10':
      return event.shiftKey && deeds.openMenu()
    default:
      return false
  }
}

/** Keys for whatever of the board has the focus. Keys in fields are the fields' own. */
export function useCanvasKeys(canvas: Canvas, router: PointerRouter) {
  const { t } = useMessages()
  const deeds = useDeeds(canvas, t)
  return useMemo(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      const way = ways[event.key]
      const isControl = event.ctrlKey || event.metaKey
      const isTaken =
        way !== undefined
          ? onArrow(canvas, way, event)
          : event.key === 'Escape'
            ? onEscape(canvas, router)
            : isControl
              ? onControl(canvas, deeds, event)
              : onPlain(canvas, deeds, event)
      if (isTaken) event.preventDefault()
    }
    const onFocus = (event: React.FocusEvent) => {
      const id = event.target instanceof HTMLElement ? event.target.dataset['object'] : undefined
      if (id === undefined || canvas.selection.has(id)) return
      if (event.target.matches(':focus-visible')) canvas.selection.choose([id])
    }
    const onDoubleClick = ({ target, clientX, clientY }: React.MouseEvent) => {
      // The surface has captured the pointer, so a click on a thing too is told to the surface.
      const under = document.elementFromPoint(clientX, clientY)
      const id = thingUnder(canvas, { target: under, clientX, clientY })
      if (id !== null) deeds.open(id)
      else if (target === canvas.surface && !under?.closest('[data-handle]')) deeds.noteAt(clientX, clientY)
    }
    const onContextMenu = (event: React.MouseEvent) => {
      event.preventDefault()
      deeds.openMenuAt(event.clientX, event.clientY, thingUnder(canvas, event))
    }
    return { onKeyDown, onFocus, onDoubleClick, onContextMenu }
  }, [canvas, deeds, router])
}
