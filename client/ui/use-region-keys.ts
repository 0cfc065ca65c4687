import { useEffect } from 'react'

/*
 * F6 goes from one region of a screen to the next, Shift+F6 back: what is marked `data-region`, in the order of the
 * document, and has no such part in it. In a region the focus goes to where it was last, else to what is current there, else to what Tab reaches first.
 */

const reachable = [
  'a[href]',
  'button:not([disabled])',
  'input:not([disabled])',
  'textarea:not([disabled])',
  '[contenteditable="true"]',
  '[tabindex="0"]',
].join()

const isShown = (element: HTMLElement) => element.getClientRects().length > 0

/** What was focused in a region last, so that one comes back to where one was. */
const left = new WeakMap<Element, HTMLElement>()

function focusIn(region: HTMLElement): boolean {
  const before = left.get(region)
  const current = region.querySelector<HTMLElement>('[aria-current], [data-current="true"]')
  const first = current ?? [...region.querySelectorAll<HTMLElement>(reachable)].find(isShown)
  const wanted = before?.isConnected && isShown(before) ? before : (first ?? region)
  wanted.focus()
  return region.contains(document.activeElement)
}

function onKey(event: KeyboardEvent) {
  if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => isShown(region) && region.querySelector('[data-region]') === null,
  )
  if (regions.length === 0) return
  event.preventDefault()
  const here = regions.findIndex((region) => region.contains(document.activeElement))
  const step = event.shiftKey ? -1 : 1
  const start = here === -1 && event.shiftKey ? 0 : here
  for (let turn = 1; turn <= regions.length; turn += 1) {
    const next = regions.at((start + step * turn) % regions.length)
    if (next && focusIn(next)) return
  }
}

function onFocus({ target }: FocusEvent) {
  const region = target instanceof HTMLElement ? target.closest('[data-region]') : null
  if (region && target instanceof HTMLElement) left.set(region, target)
}

export function useRegionKeys() {
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    document.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('focusin', onFocus)
    }
  }, [])
}
