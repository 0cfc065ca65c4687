import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import type { Box } from '../box.ts'
import { type Canvas, useCanvas } from '../canvas.ts'
import { useView } from '../overlay.tsx'
import { useSignal } from '../signal.ts'
import styles from './presentation.module.css'
import { slideFor } from '../../parts/slides.ts'
import { useSlides } from './use-present.ts'

/** A frame as large as the screen allows, and nothing of what is around it. */
function showSlide({ camera }: Canvas, { x, y, width, height }: Box) {
  const { width: across, height: down } = camera.getSize()
  const zoom = Math.min(4, across / Math.max(width, 1), down / Math.max(height, 1))
  camera.glideTo({ x: x + width / 2 - across / zoom / 2, y: y + height / 2 - down / zoom / 2, zoom })
}

/** The whole screen where the device lets one have it; the board is as it was afterwards. */
function useWholeScreen(canvas: Canvas, onEnd: () => void) {
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    const root = canvas.surface?.parentElement
    const view = canvas.camera.getView()
    const stop = new AbortController()
    const onChange = () => {
      if (document.fullscreenElement === null) end.current()
    }
    root?.requestFullscreen?.().then(
      () => document.addEventListener('fullscreenchange', onChange, { signal: stop.signal }),
      () => {},
    )
    return () => {
      stop.abort()
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => {})
      canvas.camera.show(view)
    }
  }, [canvas])
}

/** What is beside the slide is covered: four papers around it, in pixels of the surface. */
function Around({ box }: { box: Box }) {
  const { camera } = useCanvas()
  useView()
  const { width, height } = camera.getSize()
  const [left, top] = camera.toScreen([box.x, box.y])
  const [right, bottom] = camera.toScreen([box.x + box.width, box.y + box.height])
  const papers = [
    { left: 0, top: 0, width, height: Math.max(0, top) },
    { left: 0, top: bottom, width, height: Math.max(0, height - bottom) },
    { left: 0, top, width: Math.max(0, left), height: bottom - top },
    { left: right, top, width: Math.max(0, width - right), height: bottom - top },
  ]
  return papers.map((style, at) => <div key={at} className={styles.around} style={style} aria-hidden="true" />)
}

function Slides({ canvas, first, onEnd }: { canvas: Canvas; first: number; onEnd: () => void }) {
  const { t } = useMessages()
  const slides = useSlides(canvas)
  const [wanted, setAt] = useState(first)
  // Somebody may have taken the last ones away.
  const at = Math.min(wanted, slides.length - 1)
  const bar = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(canvas)
  const slide = slides[at]
  const box = slide === undefined ? null : canvas.geometry.restOf(slide.id)
  const title = slide?.text.trim() || t('boards.type_frame')
  const place = t('boards.present_place', { at: at + 1, all: slides.length })
  useWholeScreen(canvas, onEnd)
  useEffect(() => {
    if (box !== null) showSlide(canvas, box)
  }, [canvas, box, width, height])
  useEffect(() => bar.current?.focus(), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isOnButton = event.target instanceof Element && event.target.closest('button') !== null
      if (isOnButton && (event.key === 'Enter' || event.key === ' ')) return
      const next = slideFor(event.key, at, slides.length)
      if (event.key === 'Escape') onEnd()
      else if (next !== null) setAt(next)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [at, slides.length, onEnd])
  if (slide === undefined || box === null) return null
  return (
    <>
      <Around box={box} />
      <div ref={bar} className={cx(styles.bar)} role="group" aria-label={t('boards.present_title')} tabIndex={-1}>
        <IconButton
          label={t('boards.present_back')}
          icon={ChevronLeft}
          isDisabled={at <= 0}
          onPress={() => setAt(at - 1)}
        />
        <p role="status">
          <span className={styles.title}>{title}</span> <span className={styles.place}>{place}</span>
        </p>
        <IconButton
          label={t('boards.present_next')}
          icon={ChevronRight}
          isDisabled={at >= slides.length - 1}
          onPress={() => setAt(at + 1)}
        />
        <IconButton label={t('boards.present_end')} icon={X} onPress={onEnd} />
      </div>
    </>
  )
}

/** As large as the surface is now: a slide fills it again when it changes. */
function useSize({ camera }: Canvas) {
  return useSyncExternalStore(camera.subscribe, camera.getSize)
}

/** Shows the frames of the board one after the other, by keys, by a remote or by its buttons. */
export function Presentation() {
  const canvas = useCanvas()
  const first = useSignal(canvas.presenting)
  const [end] = useState(() => () => {
    canvas.presenting.set(null)
    canvas.focus(null)
  })
  return first === null ? null : <Slides canvas={canvas} first={first} onEnd={end} />
}
