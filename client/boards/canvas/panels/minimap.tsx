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

function draw(canvas: Canvas, paper: HTMLCanvasElement, pen: CanvasRenderingContext2D): Scale {
  const scale = scaleOf(around(canvas))
  const ratio = globalThis.devicePixelRatio || 1
  paper.width = width * ratio
  paper.height = height * ratio
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  const style = getComputedStyle(paper)
  const colours = new Map<string, string>()
  const colourOf = (name: string) => {
    const colour = colours.get(name) ?? style.getPropertyValue(name)
    colours.set(name, colour)
    return colour
  }
  const rectangle = (box: Box): [number, number, number, number] => [
    (box.x - scale.origin[0]) * scale.zoom,
    (box.y - scale.origin[1]) * scale.zoom,
    Math.max(1.5, box.width * scale.zoom),
    Math.max(1.5, box.height * scale.zoom),
  ]
  for (const id of canvas.geometry.inDrawingOrder()) {
    const [object, box] = [canvas.objectOf(id), canvas.geometry.boxOf(id)]
    if (object === undefined || box === null || isLine(object)) continue
    const colour = colourIndex(object.colour)
    const { onMap = 'line' } = factsOf(object)
    pen.fillStyle = onMap === 'edge' ? colourOf('--line') : colourOf(`--board-${colour}-${onMap}`)
    pen.globalAlpha = onMap === 'edge' ? 0.5 : 0.75
    pen.fillRect(...rectangle(box))
  }
  pen.globalAlpha = 1
  pen.strokeStyle = colourOf('--margin-line')
  pen.lineWidth = 2
  pen.strokeRect(...rectangle(canvas.camera.visible()))
  return scale
}

const drawMs = 120

/** The whole board small; a press goes there. The keyboard has the list and Ctrl with arrows for that. */
export function Minimap() {
  const canvas = useCanvas()
  const paper = useRef<HTMLCanvasElement>(null)
  const scale = useRef<Scale>({ zoom: 1, origin: [0, 0] })
  useEffect(() => {
    const element = paper.current
    const pen = element?.getContext('2d') ?? null
    if (element === null || pen === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const drawNow = () => {
      timer = undefined
      scale.current = draw(canvas, element, pen)
    }
    // Not while one drags: the whole board on a small map would hold up the hand, to show a step of a pixel.
    const drawSoon = () => {
      if (canvas.moves.get() === null) timer ??= setTimeout(drawNow, drawMs)
    }
    drawNow()
    const stops = [
      canvas.camera.subscribe(drawSoon),
      canvas.geometry.watch(drawSoon),
      canvas.moves.subscribe(drawSoon),
      onOtherColours(drawSoon),
    ]
    return () => {
      clearTimeout(timer)
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
