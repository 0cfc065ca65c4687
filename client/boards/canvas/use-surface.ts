import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { Canvas } from './canvas.ts'
import { keysOf } from './keys-of.ts'
import { PointerRouter } from './pointer-router.ts'

/**
 * What a finger draws is no swipe: to the browser a quick line is one that goes on after the finger has left, and it takes the
 * next tap for what stops it. That tap was pressed on a tool, and the tool did not hear of it.
 */
const keepFromBrowser = (event: TouchEvent) => {
  if (event.cancelable) event.preventDefault()
}

/** Lets the canvas hear the pointer on its surface, and Space anywhere outside of fields. */
export function useSurface(canvas: Canvas, surface: RefObject<HTMLElement | null>) {
  const [router] = useState(() => new PointerRouter(canvas))
  useLayoutEffect(() => {
    const element = surface.current
    if (element === null) return undefined
    canvas.setSurface(element)
    const measure = () => {
      canvas.forgetBounds()
      canvas.camera.resize(element.clientWidth, element.clientHeight)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    const forget = () => canvas.forgetBounds()
    document.addEventListener('scroll', forget, { capture: true, passive: true })
    return () => {
      document.removeEventListener('scroll', forget, { capture: true })
      observer.disconnect()
      canvas.setSurface(null)
    }
  }, [canvas, surface])
  useEffect(() => {
    const element = surface.current
    if (element === null) return undefined
    const stop = new AbortController()
    const { signal } = stop
    element.addEventListener('pointerdown', router.down, { signal })
    element.addEventListener('pointermove', router.move, { signal })
    element.addEventListener('pointerup', router.up, { signal })
    element.addEventListener('pointercancel', router.lost, { signal })
    element.addEventListener('pointerleave', router.leave, { signal })
    element.addEventListener('wheel', router.wheel, { signal, passive: false })
    element.addEventListener('touchmove', keepFromBrowser, { signal, passive: false })
    const onSpace = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || keysOf(event.target) === 'field') return
      if (event.type === 'keydown' && keysOf(event.target) !== 'board') return
      if (event.type === 'keydown') event.preventDefault()
      router.setSpace(event.type === 'keydown')
      element.toggleAttribute('data-space', event.type === 'keydown')
    }
    document.addEventListener('keydown', onSpace, { signal })
    document.addEventListener('keyup', onSpace, { signal })
    return () => stop.abort()
  }, [canvas, router, surface])
  return router
}
