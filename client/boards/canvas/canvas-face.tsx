import { Suspense, useLayoutEffect, useRef, useState } from 'react'
import { afterwards, later, Nothing } from '#client/ui/later.tsx'
import { useToastsAbove } from '#client/ui/toasts-above.ts'
import { useRootMark } from '#client/ui/use-root-mark.ts'
import { useBoardSession } from '../board-session.ts'
import { Canvas, CanvasContext } from './canvas.ts'
import styles from './canvas.module.css'
import { FleetingLayer } from '../fleeting/fleeting-layer.tsx'
import { authorsShown } from '../moderation/authors-shown.ts'
import { useLostFocus } from './lost-focus.ts'
import { NamesContext, useNames } from './object-name.ts'
import { Limits } from './panels/limits.tsx'
import { CanvasToolbar, ToolOptions } from './panels/toolbar.tsx'
import { ViewBar } from './panels/view-bar.tsx'
import panels from './panels/panels.module.css'
import { useRememberedView } from './remember-view.ts'
import { useSignal } from './signal.ts'
import { Surface } from './surface.tsx'
import { selectTool } from './tools/select-tool.ts'
import { useClipboardEvents } from './use-clipboard.ts'

const PapersBeside = afterwards(() => import('./panels/papers.tsx').then((module) => module.PapersBeside))
const PapersOver = afterwards(() => import('./panels/papers.tsx').then((module) => module.PapersOver))
const AuthorOverlay = later(
  () => import('../moderation/author-overlay.tsx').then((module) => module.AuthorOverlay),
  Nothing,
)

/** The canvas of this board, for as long as its ydoc is on the screen. */
function useCanvasOf() {
  const session = useBoardSession()
  const [canvas, setCanvas] = useState<Canvas | null>(null)
  const latest = useRef(session)
  const { store } = session
  useLayoutEffect(() => {
    latest.current = session
    canvas?.following.set(session)
  }, [canvas, session])
  // Before anything is shown: else a frame goes by without a board.
  useLayoutEffect(() => {
    const made = new Canvas(latest.current, selectTool)
    const stop = store.subscribe(() => made.selection.keep((id) => made.objectOf(id) !== undefined))
    setCanvas(made)
    return () => {
      setCanvas(null)
      stop()
      made.destroy()
    }
  }, [store])
  return canvas?.store === store ? canvas : null
}

/** Who made what, written over it, where a teacher wants to see it. */
function Authors() {
  const { store, can } = useBoardSession()
  const isShown = useSignal(authorsShown(store))
  if (!isShown || !can.moderate) return null
  return (
    <Suspense fallback={null}>
      <AuthorOverlay />
    </Suspense>
  )
}

/** Papers that lie on the board: what one works with. While it is shown, nothing lies on it. */
function Papers() {
  const bottom = useToastsAbove<HTMLDivElement>('[role="toolbar"]')
  return (
    <>
      <PapersBeside />
      <Limits />
      <div ref={bottom} className={panels.bottom}>
        <div className={panels.tools}>
          <ToolOptions />
          <CanvasToolbar />
        </div>
        <div className={panels.side}>
          <ViewBar />
        </div>
      </div>
    </>
  )
}

function Face({ canvas }: { canvas: Canvas }) {
  const drop = useClipboardEvents(canvas)
  const isPresenting = useSignal(canvas.presenting) !== null
  const isWriting = useSignal(canvas.editing) !== null
  useRememberedView(canvas)
  useLostFocus(canvas)
  const names = useNames(canvas.store)
  return (
    <div className={styles.canvas} data-writing={isWriting || undefined} {...drop}>
      <NamesContext value={names}>
        <Surface />
      </NamesContext>
      <FleetingLayer />
      <Authors />
      {!isPresenting && <Papers />}
      <PapersOver />
    </div>
  )
}

/** The board as a surface. */
export function CanvasFace() {
  const canvas = useCanvasOf()
  useRootMark('face', 'canvas')
  if (canvas === null) return null
  return (
    <CanvasContext value={canvas}>
      <Face canvas={canvas} />
    </CanvasContext>
  )
}
