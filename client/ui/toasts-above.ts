import { type RefObject, useLayoutEffect, useRef } from 'react'

/** How high each paper at the lower edge of the screen stands: the highest lifts the toasts (`toast.module.css`). */
const lifts = new Map<Element, number>()

function lift(element: Element, height: number | null) {
  if (height === null) lifts.delete(element)
  else lifts.set(element, height)
  const highest = Math.max(0, ...lifts.values())
  const { style } = document.documentElement
  if (highest > 0) style.setProperty('--toast-lift', `${Math.ceil(highest)}px`)
  else style.removeProperty('--toast-lift')
}

/** What lies further up than this, above a phone's own bar, is no lower edge: a bar in the middle of a short list. */
const edge = 120

/**
 * Toasts stand above the paper at the lower edge that gets this ref: they cover none of its buttons. `within`: of the paper only these count.
 */
export function useToastsAbove<Paper extends HTMLElement>(within?: string): RefObject<Paper | null> {
  const paper = useRef<Paper>(null)
  useLayoutEffect(() => {
    const element = paper.current
    if (element === null) return undefined
    const measure = () => {
      const parts = within === undefined ? [element] : [...element.querySelectorAll(within)]
      const boxes = parts.map((part) => part.getBoundingClientRect())
      const isAtEdge = boxes.some((box) => box.height > 0 && innerHeight - box.bottom < edge)
      const top = Math.min(innerHeight, ...boxes.map((box) => box.top))
      lift(element, isAtEdge ? innerHeight - top : 0)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const part of element.children) observer.observe(part)
    addEventListener('resize', measure)
    measure()
    return () => {
      observer.disconnect()
      removeEventListener('resize', measure)
      lift(element, null)
    }
  }, [within])
  return paper
}
