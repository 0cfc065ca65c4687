import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import type { Camera } from './camera.ts'
import { type Canvas, useCanvas } from './canvas.ts'
import styles from './canvas.module.css'
import { FarView } from './far/far-view.tsx'
import { useCanvasKeys } from './keys.ts'
import { ObjectView } from './objects/object-view.tsx'
import { DraftConnector, ScreenOverlay } from './overlay.tsx'
import { useSignal } from './signal.ts'
import { useSurface } from './use-surface.ts'

const gridStep = 24

/** Squared paper: coarser the farther away one is, so that it never gets dense. */
function gridOf(zoom: number): number {
  let step = gridStep * zoom
  while (step < 16) step *= 4
  return step
}

/** Moves the board under the surface without React: two styles a frame. */
function useCameraStyle(
  camera: Camera,
  surface: { current: HTMLElement | null },
  world: { current: HTMLElement | null },
) {
  useLayoutEffect(() => {
    const show = () => {
      const { x, y, zoom } = camera.getView()
      const step = gridOf(zoom)
      world.current?.style.setProperty('transform', `scale(${zoom}) translate(${-x}px, ${-y}px)`)
      world.current?.style.setProperty('--zoom', String(zoom))
      surface.current?.style.setProperty('background-size', `${step}px ${step}px`)
      surface.current?.style.setProperty('background-position', `${-x * zoom}px ${-y * zoom}px`)
    }
    show()
    return camera.subscribe(show)
  }, [camera, surface, world])
}

function useCursor(canvas: Canvas, surface: { current: HTMLElement | null }) {
  const tool = useSignal(canvas.tool)
  useLayoutEffect(() => {
    surface.current?.style.setProperty('--cursor', tool.cursor)
  }, [tool, surface])
}

function Objects() {
  const { visible } = useCanvas()
  const ids = useSyncExternalStore(visible.subscribe, visible.get)
  return ids.map((id) => <ObjectView key={id} id={id} />)
}

/** On a board with nothing on it: what one may do. It is in nobody's way. */
function EmptyHint() {
  const { t } = useMessages()
  const { store, following } = useCanvas()
  const isEmpty = useSyncExternalStore(store.subscribe, () => store.getIds().length === 0)
  const { can } = useSignal(following)
  if (!isEmpty) return null
  return (
    <div className={styles.empty}>
      <p>{t('boards.canvas_empty')}</p>
      {can.write && <p>{t('boards.canvas_emptyHow')}</p>}
    </div>
  )
}

/** The board itself: what is drawn, what hears the pointer and the keys. */
export function Surface({ children }: { children?: React.ReactNode }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  const surface = useRef<HTMLDivElement>(null)
  const world = useRef<HTMLDivElement>(null)
  const router = useSurface(canvas, surface)
  const keys = useCanvasKeys(canvas, router)
  useCameraStyle(canvas.camera, surface, world)
  useCursor(canvas, surface)
  const current = useSyncExternalStore(canvas.selection.subscribe, canvas.selection.getCurrent)
  const isFar = useSyncExternalStore(canvas.visible.subscribe, canvas.visible.getIsFar)
  return (
    // The region hears keys for whatever in it has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <div
      ref={surface}
      className={styles.surface}
      role="region"
      aria-label={t('boards.canvas_label')}
      aria-describedby="board-keys"
      tabIndex={current === null ? 0 : -1}
      {...keys}
    >
      {isFar && <FarView />}
      <div ref={world} className={styles.world} data-far={isFar || undefined}>
        <Objects />
        <svg className={styles.boardOverlay} aria-hidden="true">
          <DraftConnector />
          <g ref={(group) => canvas.setOverlay(group)} />
        </svg>
      </div>
      <ScreenOverlay />
      <EmptyHint />
      {children}
      <p id="board-keys" className="visually-hidden">
        {t('boards.canvas_keys')}
      </p>
    </div>
  )
}
