import { useEffect, useRef } from 'react'
import { colourIndex } from '#collab/documents/board-palette.ts'
import type { Point } from '#collab/documents/board-model.ts'
import { isLine } from '#collab/documents/things/register.ts'
import { type Box, union } from '../box.ts'
import { type Canvas, useCanvas } from '../canvas.ts'
import { onOtherColours } from '#client/ui/theme-now.ts'
import styles from './panels.module.css'
import { factsOf } from '../../things/register.ts'

const width = 190
const height = 120
const margin = 8

interface Scale {
  zoom: number
  origin: Point
}

/** All there is and what one sees of it, in one small picture. */
function scaleOf(around: Box): Scale {
  const zoom = Math.min((width - 2 * margin) / around.width, (height - 2 * margin) / around.height)
  return {
    zoom,
    origin: [around.x - (width / zoom - around.width) / 2, around.y - (height / zoom - around.height) / 2],
  }
}

function around(canvas: Canvas): Box {
  const seen = canvas.camera.visible()
  const all = canvas.geometry.everything()
  return (all === null ? null : union([all, seen])) ?? seen
}

type Rectangle = [number, number, number, number]

const rectangleIn =
  (scale: Scale) =>
  (box: Box): Rectangle => [
    (box.x - scale.origin[0]) * scale.zoom,
    (box.y - scale.origin[1]) * scale.zoom,
    Math.max(1.5, box.width * scale.zoom),
    Math.max(1.5, box.height * scale.zoom),
  ]

/** All things, on a paper that is kept: where one looks moves over it many times before one of them is another. */
function drawThings(canvas: Canvas, seen: HTMLCanvasElement, paper: HTMLCanvasElement): Scale {
  const scale = scaleOf(around(canvas))
  const pen = cleared(paper)
  if (pen === null) return scale
  const style = getComputedStyle(seen)
  const colours = new Map<string, string>()
  const colourOf = (name: string) => {
    const colour = colours.get(name) ?? style.getPropertyValue(name)
    colours.set(name, colour)
    return colour
  }
  const rectangle = rectangleIn(scale)
  for (const id of canvas.geometry.inDrawingOrder()) {
    const [object, box] = [canvas.objectOf(id), canvas.geometry.boxOf(id)]
    if (object === undefined || box === null || isLine(object)) continue
    const colour = colourIndex(object.colour)
    const { onMap = 'line' } = factsOf(object)
    pen.fillStyle = onMap === 'edge' ? colourOf('--line') : colourOf(`--board-${colour}-${onMap}`)
    pen.globalAlpha = onMap === 'edge' ? 0.5 : 0.75
    pen.fillRect(...rectangle(box))
  }
  return scale
}

/** As many pixels as the device has, with nothing on them. */
function cleared(paper: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const ratio = globalThis.devicePixelRatio || 1
  paper.width = width * ratio
  paper.height = height * ratio
  const pen = paper.getContext('2d')
  pen?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return pen
}

/** The kept things, and around what one sees of them a line. */
function drawView(canvas: Canvas, paper: HTMLCanvasElement, things: HTMLCanvasElement, scale: Scale): void {
  const pen = cleared(paper)
  if (pen === null) return
  pen.drawImage(things, 0, 0, width, height)
  pen.strokeStyle = getComputedStyle(paper).getPropertyValue('--margin-line')
  pen.lineWidth = 2
  pen.strokeRect(...rectangleIn(scale)(canvas.camera.visible()))
}

/** Whether what one sees is on the map whole. */
function isWithin({ camera }: Canvas, { zoom, origin }: Scale): boolean {
  const { x, y, width: across, height: down } = camera.visible()
  const [right, bottom] = [origin[0] + width / zoom, origin[1] + height / zoom]
  return x >= origin[0] && y >= origin[1] && x + across <= right && y + down <= bottom
}

const drawMs = 120
/** While a class draws, all of the board on a small map is drawn once a second. */
const thingsMs = 1_000

/** The whole board small; a press goes there. The keyboard has the list and Ctrl with arrows for that. */
export function Minimap() {
  const canvas = useCanvas()
  const paper = useRef<HTMLCanvasElement>(null)
  const scale = useRef<Scale>({ zoom: 1, origin: [0, 0] })
  useEffect(() => {
    const element = paper.current
    if (element === null) return undefined
    const things = document.createElement('canvas')
    const timers: Partial<Record<'things' | 'view', ReturnType<typeof setTimeout> | undefined>> = {}
    const viewNow = () => {
      timers.view = undefined
      drawView(canvas, element, things, scale.current)
    }
    const thingsNow = () => {
      timers.things = undefined
      scale.current = drawThings(canvas, element, things)
      viewNow()
    }
    // Not while one drags: the whole board on a small map would hold up the hand, to show a step of a pixel.
    const thingsSoon = () => {
      if (canvas.moves.get() === null) timers.things ??= setTimeout(thingsNow, thingsMs)
    }
    const viewSoon = () => {
      // Looking beyond what is on the map, one has a larger map.
      if (isWithin(canvas, scale.current)) timers.view ??= setTimeout(viewNow, drawMs)
      else thingsSoon()
    }
    thingsNow()
    const stops = [
      canvas.camera.subscribe(viewSoon),
      canvas.geometry.watch(thingsSoon),
      canvas.moves.subscribe(thingsSoon),
      onOtherColours(thingsSoon),
    ]
    return () => {
      clearTimeout(timers.things)
      clearTimeout(timers.view)
      stops.forEach((stop) => stop())
    }
  }, [canvas])
  const goTo = (event: React.PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return
    const bounds = event.currentTarget.getBoundingClientRect()
    const { zoom, origin } = scale.current
    const at: Point = [
      (event.clientX - bounds.left) / zoom + origin[0],
      (event.clientY - bounds.top) / zoom + origin[1],
    ]
    const { x, y, width: across, height: down } = canvas.camera.visible()
    const view = canvas.camera.getView()
    canvas.camera.show({ ...view, x: x + at[0] - (x + across / 2), y: y + at[1] - (y + down / 2) })
  }
  return (
    <canvas
      ref={paper}
      className={styles.map}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        goTo(event)
      }}
      onPointerMove={goTo}
    />
  )
}
