import type { EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import { placeAtThird } from '#client/editor/led-place.ts'
import { nowAndThen } from '#client/live/pacing.ts'

/** As often as thirty who follow can use it. */
const tellEveryMs = 150

/** Tells the others where this teacher looks, wherever they scroll and whatever is written above it, until it is stopped. */
export function startLeading(view: EditorView, awareness: Awareness): () => void {
  const [begun = 0] = crypto.getRandomValues(new Uint32Array(1))
  let said = ''
  const tell = () => {
    const place = placeAtThird(view)
    if (place === null || JSON.stringify(place) === said) return
    said = JSON.stringify(place)
    awareness.setLocalStateField('lead', { begun, ...place })
  }
  const later = nowAndThen(tell, tellEveryMs)
  const written = new MutationObserver(later.ask)
  written.observe(view.dom, { childList: true, subtree: true, characterData: true })
  globalThis.addEventListener('scroll', later.ask, { passive: true })
  globalThis.addEventListener('resize', later.ask)
  tell()
  return () => {
    later.stop()
    written.disconnect()
    globalThis.removeEventListener('scroll', later.ask)
    globalThis.removeEventListener('resize', later.ask)
    awareness.setLocalStateField('lead', null)
  }
}
