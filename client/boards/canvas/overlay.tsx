import { useCallback, useReducer, useSyncExternalStore, useEffect } from 'react'
import { connectorRoute } from '#collab/documents/board-connector.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import type { Point } from '#collab/documents/board-model.ts'
import { isLine } from '#collab/documents/things/register.ts'
import { type Box, cornersOf, middleOf } from './box.ts'
import { useCanvas } from './canvas.ts'
import { canResize, gripOf, type ResizeHandle, resizeHandles } from './gestures/resize.ts'
import { canRotate } from './gestures/rotate.ts'
import { ConnectorLine } from '../things/connector/view.tsx'
import styles from './canvas.module.css'
import { useSignal } from './signal.ts'

export function useView() {
  const { camera } = useCanvas()
  return useSyncExternalStore(camera.subscribe, camera.getView)
}

/** Draws again when what is chosen changes, or the box of something chosen. */
export function useChosen() {
  const { selection, geometry } = useCanvas()
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const ids = useSyncExternalStore(selection.subscribe, selection.get)
  useEffect(() => geometry.watch((touched) => [...ids].some((id) => touched.has(id)) && redraw()), [geometry, ids])
  return ids
}

function Outline({ box, isFaint = false }: { box: Box; isFaint?: boolean }) {
  const { camera } = useCanvas()
  const air = 2 / camera.getView().zoom
  const around = { ...box, x: box.x - air, y: box.y - air, width: box.width + 2 * air, height: box.height + 2 * air }
  const corners = cornersOf(around).map(camera.toScreen)
  // A path, since a rect that moves has Chromium put all layers of the board together again.
  return <path className={styles.outline} data-faint={isFaint || undefined} d={pathOf(corners)} />
}

const pathOf = (points: readonly Point[]) => `M${points.map((point) => point.join(' ')).join('L')}Z`

const cursors: Record<ResizeHandle, number> = { n: 0, ne: 45, e: 90, se: 135, s: 180, sw: 225, w: 270, nw: 315 }
const cursorNames = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize'] as const

/** The arrow that shows which way a handle goes, also where the thing is turned. */
const cursorOf = (handle: ResizeHandle, rotation: number) =>
  cursorNames[Math.round(((((cursors[handle] + rotation) % 180) + 180) % 180) / 45) % 4] ?? 'ns-resize'

function Handle({ at: [x, y], name, cursor }: { at: Point; name: string; cursor: string }) {
  return (
    <g data-handle={name} className={styles.handle} style={{ cursor }}>
      <circle cx={x} cy={y} r={18} className={styles.handleReach} />
      {name === 'rotate' || name === 'from' || name === 'to' ? (
        <circle cx={x} cy={y} r={6} className={styles.grip} />
      ) : (
        <rect x={x - 5} y={y - 5} width={10} height={10} rx={2} className={styles.grip} />
      )}
    </g>
  )
}

const rotateFar = 30
const roomForSides = 70

function BoxHandles({ box, canTurn, canPull }: { box: Box; canTurn: boolean; canPull: boolean }) {
  const { camera } = useCanvas()
  const { zoom } = camera.getView()
  const isSmall = (length: number) => length * zoom < roomForSides
  const handles = resizeHandles.filter(
    (handle) => handle.length === 2 || (handle === 'n' || handle === 's' ? !isSmall(box.width) : !isSmall(box.height)),
  )
  const top = camera.toScreen(gripOf(box, 'n'))
  const middle = camera.toScreen(middleOf(box))
  const far = Math.hypot(top[0] - middle[0], top[1] - middle[1]) || 1
  const up: Point = box.height === 0 ? [0, -1] : [(top[0] - middle[0]) / far, (top[1] - middle[1]) / far]
  const turn: Point = [top[0] + up[0] * rotateFar, top[1] + up[1] * rotateFar]
  return (
    <>
      {canTurn && <path className={styles.outline} d={`M${top.join(' ')}L${turn.join(' ')}`} />}
      {canPull &&
        handles.map((handle) => (
          <Handle
            key={handle}
            name={handle}
            at={camera.toScreen(gripOf(box, handle))}
            cursor={cursorOf(handle, box.rotation)}
          />
        ))}
      {canTurn && <Handle name="rotate" at={turn} cursor="grab" />}
    </>
  )
}

/** Frames around what is chosen, and handles where it can be changed. In pixels of the screen, so that they stay fine. */
function ChosenOverlay() {
  const canvas = useCanvas()
  useView()
  useChosen()
  const moves = useSignal(canvas.moves)
  const editing = useSignal(canvas.editing)
  useSignal(canvas.following)
  const objects = canvas.chosen()
  const boxes = objects.flatMap((object) => {
    const box = isLine(object) ? null : canvas.geometry.boxOf(object.id)
    return box === null ? [] : [box]
  })
  const [single] = objects.length === 1 ? objects : []
  const canAct = moves === null && editing === null && objects.every((object) => canvas.rightsOn(object).move)
  if (single !== undefined && isLine(single)) {
    const route = canvas.geometry.routeOf(single.id)
    if (route === null || !canAct) return null
    return (
      <>
        <Handle name="from" at={canvas.camera.toScreen(route.from)} cursor="move" />
        <Handle name="to" at={canvas.camera.toScreen(route.to)} cursor="move" />
      </>
    )
  }
  const around = single === undefined ? canvas.boxOfChosen() : (boxes[0] ?? null)
  if (around === null) return null
  return (
    <>
      {boxes.length > 1 && boxes.map((box, at) => <Outline key={at} box={box} isFaint />)}
      <Outline box={around} />
      {canAct && <BoxHandles box={around} canTurn={objects.some(canRotate)} canPull={objects.some(canResize)} />}
    </>
  )
}

function LassoOverlay() {
  const { camera, lasso } = useCanvas()
  const points = useSignal(lasso)
  return points && <path className={styles.lasso} d={pathOf(points.map(camera.toScreen))} />
}

function GuidesOverlay() {
  const { camera, guides } = useCanvas()
  const lines = useSignal(guides)
  return lines.map(({ axis, at, from, to }, index) => {
    const [start, end] =
      axis === 'x' ? [[at, from] as const, [at, to] as const] : [[from, at] as const, [to, at] as const]
    const [a, b] = [camera.toScreen(start), camera.toScreen(end)]
    return <path key={index} className={styles.guide} d={`M${a.join(' ')}L${b.join(' ')}`} />
  })
}

function TargetOverlay() {
  const { geometry, target } = useCanvas()
  const id = useSignal(target)
  const subscribe = useCallback(
    (listener: () => void) => (id === null ? () => {} : geometry.subscribe(id, listener)),
    [geometry, id],
  )
  useSyncExternalStore(subscribe, () => (id === null ? null : geometry.boxOf(id)))
  const box = id === null ? null : geometry.boxOf(id)
  return box && <g className={styles.target}>{<Outline box={box} />}</g>
}

/** A connector on its way, in board coordinates. */
export function DraftConnector() {
  const { draft, geometry } = useCanvas()
  const connector = useSignal(draft)
  const route = connector && connectorRoute(connector, (id) => geometry.attachable(id))
  if (connector === null || route == null) return null
  return (
    <g data-board-colour={colourIndex(connector.colour)} className={styles.draft}>
      <ConnectorLine route={route} stroke={connector.stroke} />
    </g>
  )
}

export function ScreenOverlay() {
  return (
    <svg className={styles.screenOverlay} aria-hidden="true">
      <TargetOverlay />
      <ChosenOverlay />
      <LassoOverlay />
      <GuidesOverlay />
    </svg>
  )
}
