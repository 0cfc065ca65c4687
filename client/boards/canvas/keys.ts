import { useEffect, useMemo } from 'react'
import { flushSync } from 'react-dom'
import type { Point } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { Canvas } from './canvas.ts'
import { duplicateChosen } from './commands/copies.ts'
import { frameChosen } from './commands/frames.ts'
import { orderChosen } from './commands/order.ts'
import { thingUnder } from './far/thing-under.ts'
import { movable, moveBy } from './gestures/move.ts'
import { keysOf } from './keys-of.ts'
import { goTo, goToNeighbour, readingOrder, type Way } from './navigate.ts'
import type { PointerRouter } from './pointer-router.ts'
import { useDeeds } from './deeds.ts'
import { beginTyping } from './tools/select-tool.ts'

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
    case 'f':
      canvas.finding.set(true)
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

/** A letter, or the beginning of one: a dead key, a script that is composed. Space moves the board. */
const isLetter = ({ key, isComposing }: KeyboardEvent) =>
  isComposing || key === 'Dead' || key === 'Process' || (key !== ' ' && Array.from(key).length === 1)

/** With one thing chosen, one just types: its words are opened while the key goes down, and it is their next letter. */
function onLetter(canvas: Canvas): boolean {
  const [object, ...others] = canvas.chosen()
  if (object === undefined || others.length > 0) return false
  return flushSync(() => beginTyping(canvas, object.id))
}

function onPlain(canvas: Canvas, deeds: Deeds, event: KeyboardEvent): boolean {
  if (event.key === 'Delete' || event.key === 'Backspace') return deeds.remove()
  return onZoom(canvas, event.key)
}

function onZoom(canvas: Canvas, key: string): boolean {
  switch (key) {
    case '+':
      canvas.camera.zoomTo(canvas.camera.getView().zoom * 1.25)
      return true
    case '-':
      canvas.camera.zoomTo(canvas.camera.getView().zoom / 1.25)
      return true
    case '0':
      canvas.camera.zoomTo(1)
      return true
    default:
      return false
  }
}

/** What a button or a link would do itself, if it had the focus. */
function onOwn(canvas: Canvas, deeds: Deeds, event: KeyboardEvent): boolean {
  const current = canvas.selection.getCurrent()
  const way = ways[event.key]
  if (way !== undefined) return onArrow(canvas, way, event)
  switch (event.key) {
    case 'Enter':
      return current !== null && deeds.open(current)
    case 'Home':
    case 'End': {
      const next = readingOrder(canvas).at(event.key === 'Home' ? 0 : -1)
      if (next !== undefined) goTo(canvas, next)
      return true
    }
    case 'ContextMenu':
      return deeds.openMenu()
    case 'F10':
      return event.shiftKey && deeds.openMenu()
    default:
      return false
  }
}

/** Keys for the board, wherever on its screen the focus is. Keys in fields are the fields' own. */
function useBoardKeys(canvas: Canvas, router: PointerRouter, deeds: Deeds) {
  useEffect(() => {
    const isTaken = (event: KeyboardEvent, isFree: boolean) => {
      if (event.key === 'Escape') return onEscape(canvas, router)
      const isControl = event.ctrlKey || event.metaKey
      if (isFree && (!isControl || event.key in ways) && onOwn(canvas, deeds, event)) return true
      return isControl ? onControl(canvas, deeds, event) : onPlain(canvas, deeds, event)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const whose = keysOf(event.target)
      if (event.defaultPrevented || event.altKey || whose === 'field') return
      const isControl = event.ctrlKey || event.metaKey
      // Nobody means the words of the page, which would only be in the way of the next drag.
      if (isControl && event.key.toLowerCase() === 'a') event.preventDefault()
      if (whose === 'layer') return
      // Its letter goes into the field that is there now.
      if (!isControl && isLetter(event) && onLetter(canvas)) return
      if (isTaken(event, whose === 'board')) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [canvas, router, deeds])
}

/** What the surface hears beside the pointer. */
export function useCanvasKeys(canvas: Canvas, router: PointerRouter) {
  const { t } = useMessages()
  const deeds = useDeeds(canvas, t)
  useBoardKeys(canvas, router, deeds)
  return useMemo(() => {
    const onFocus = (event: React.FocusEvent) => {
      const id = event.target instanceof HTMLElement ? event.target.dataset['object'] : undefined
      if (id === undefined || canvas.selection.has(id)) return
      if (event.target.matches(':focus-visible')) canvas.selection.choose([id])
    }
    const onDoubleClick = ({ target, clientX, clientY }: React.MouseEvent) => {
      // The surface has captured the pointer, so a click on a thing too is told to the surface.
      const under = document.elementFromPoint(clientX, clientY)
      const id = thingUnder(canvas, { target: under, clientX, clientY })
      canvas.press([clientX, clientY])
      if (id !== null) deeds.open(id)
      else if (target === canvas.surface && !under?.closest('[data-handle]')) deeds.noteAt(clientX, clientY)
      if (canvas.editing.get() === null) canvas.press(null)
    }
    const onContextMenu = (event: React.MouseEvent) => {
      event.preventDefault()
      deeds.openMenuAt(event.clientX, event.clientY, thingUnder(canvas, event))
    }
    return { onFocus, onDoubleClick, onContextMenu }
  }, [canvas, deeds])
}
