import type { EditorView } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { thirdOfSight } from '#client/ui/in-sight.ts'
import { isPosition } from './carets.ts'

/** Where somebody looks in a page: a place among its words, the same on a screen of any size, and how far down in a picture. */
export interface LedPlace {
  /** As Yjs writes a place, next to a letter. */
  at: unknown
  /** Of what stands at that place: 0 its top, 1 its foot. */
  part: number
}

const isPart = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1

/** Of what somebody sent; null for anything else. Yjs throws at a place that is none. */
export function readLedPlace({ at, part }: Record<string, unknown>): LedPlace | null {
  return isPosition(at) && isPart(part) ? { at, part } : null
}

/** From the edge of the text: the first letter of a line, whatever the width of the screen. */
const edge = 2

/** What stands where eyes rest; null where there is nothing to look at. */
export function placeAtThird(view: EditorView): LedPlace | null {
  const sync = ySyncPluginKey.getState(view.state)
  if (!sync?.binding || !view.dom.isConnected) return null
  const text = view.dom.getBoundingClientRect()
  const line = Math.min(Math.max(thirdOfSight(), text.top + edge), text.bottom - edge)
  const found = view.posAtCoords({ left: text.left + edge, top: line })
  if (found === null) return null
  const { pos, inside } = found
  const leaf = inside >= 0 && view.state.doc.nodeAt(inside)?.isAtom === true ? inside : null
  const { type, binding } = sync
  const at: unknown = Y.relativePositionToJSON(absolutePositionToRelativePosition(leaf ?? pos, type, binding.mapping))
  return { at, part: leaf === null ? 0 : partAt(view, leaf, line) }
}

function boxOf(view: EditorView, position: number): DOMRect | null {
  const node = view.nodeDOM(position)
  return node instanceof HTMLElement ? node.getBoundingClientRect() : null
}

function partAt(view: EditorView, position: number, line: number): number {
  const box = boxOf(view, position)
  return box === null || box.height === 0 ? 0 : Math.min(1, Math.max(0, (line - box.top) / box.height))
}

/** How far the window has to be scrolled down for this to stand where eyes rest; null where it is not in this page. */
export function wayToPlace(view: EditorView, { at, part }: LedPlace): number | null {
  const sync = ySyncPluginKey.getState(view.state)
  if (!sync?.binding || !view.dom.isConnected) return null
  const relative = Y.createRelativePositionFromJSON(at)
  const found = relativePositionToAbsolutePosition(sync.doc, sync.type, relative, sync.binding.mapping)
  if (found === null) return null
  const position = Math.min(found, view.state.doc.content.size)
  const box = view.state.doc.nodeAt(position)?.isAtom === true ? boxOf(view, position) : null
  const top = box === null ? view.coordsAtPos(position).top : box.top + box.height * part
  return top - thirdOfSight()
}
