import { useEffect, useState } from 'react'
import { useBoardSession } from '../board-session.ts'
import type { Canvas } from '../canvas/canvas.ts'
import { Others } from './others.ts'
import { Telling } from './telling.ts'

/** Tells where this hand is: mice and pens while they hover, all while they press. */
function tellPointer(canvas: Canvas, surface: HTMLElement, telling: Telling): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const onMove = (event: PointerEvent) => {
    const at = canvas.camera.toBoard(canvas.screenOf(event.clientX, event.clientY))
    telling.point(at, canvas.tool.get().id === 'laser')
  }
  surface.addEventListener('pointermove', onMove, { signal, passive: true })
  surface.addEventListener('pointerleave', () => telling.leave(), { signal, passive: true })
  return () => stop.abort()
}

/** Tells what this person drags. What lies elsewhere when it is let go was stored; else it was given up. */
function tellDrags(canvas: Canvas, telling: Telling): () => void {
  const { geometry, moves } = canvas
  let begun: Map<string, string> | null = null
  const restOf = (id: string) => JSON.stringify(geometry.restOf(id))
  return moves.subscribe(() => {
    const now = moves.get()
    if (now !== null) {
      begun ??= new Map([...now.keys()].map((id) => [id, restOf(id)]))
      return telling.drag(now, geometry.restOf.bind(geometry))
    }
    const isStored = [...(begun ?? [])].some(([id, rest]) => restOf(id) !== rest)
    begun = null
    return telling.endDrag(!isStored)
  })
}

function connect(canvas: Canvas) {
  const { store, geometry, camera, session } = canvas
  const { awareness, listen, sendFleeting } = session.live
  const others = new Others({
    documentId: session.documentId,
    awareness,
    source: store,
    stage: {
      getObject: store.getObject,
      subscribeObject: store.subscribeObject,
      restOf: (id) => geometry.restOf(id),
      show: (client, moves, before) => canvas.showMoves(String(client), moves, before),
    },
  })
  const telling = new Telling({
    send: sendFleeting,
    isQuiet: () => awareness.getStates().size < 2 || document.visibilityState === 'hidden',
  })
  const see = () => {
    const { x, y, width, height } = camera.visible()
    if (width > 0 && height > 0) telling.see({ x, y, width, height })
  }
  see()
  canvas.telling = telling
  const stops = [
    listen((heard) => heard.kind === 'fleeting' && others.take(heard.parts)),
    camera.subscribe(see),
    tellDrags(canvas, telling),
    ...(canvas.surface === null ? [] : [tellPointer(canvas, canvas.surface, telling)]),
  ]
  const stop = () => {
    canvas.telling = null
    for (const one of stops) one()
    telling.stop()
    others.destroy()
  }
  return { others, telling, stop }
}

/** The live channel of this canvas: what others do now, and what they are told of this person. Null until it is there. */
export function useFleeting(canvas: Canvas) {
  const [live, setLive] = useState<{ others: Others; telling: Telling } | null>(null)
  const { awareness, listen, sendFleeting } = useBoardSession().live
  useEffect(() => {
    const { stop, ...made } = connect(canvas)
    setLive(made)
    return () => {
      setLive(null)
      stop()
    }
  }, [canvas, awareness, listen, sendFleeting])
  return live
}
