import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/** Where somebody wrote last in a page, in the ydoc of then: after a freeze the page is had afresh, and drawn by another editor. */
export interface LastCaret {
  ydoc: Y.Doc
  place: Y.RelativePosition
}

export function readCaret({ state }: Editor): LastCaret | null {
  const sync = ySyncPluginKey.getState(state)
  if (!sync?.binding) return null
  const place: unknown = absolutePositionToRelativePosition(state.selection.head, sync.type, sync.binding.mapping)
  return place instanceof Y.RelativePosition ? { ydoc: sync.doc, place } : null
}

const isKnown = ({ client, clock }: Y.ID, ydoc: Y.Doc) => Y.getState(ydoc.store, client) > clock

/** The letters before a place, from the nearest on. */
function lettersBefore({ type, index }: Y.AbsolutePosition) {
  const found: Y.Item[] = []
  let left = index
  for (let item = type._start; item !== null && left > 0; item = item.right) {
    if (!item.deleted && item.countable) left -= item.length
    found.unshift(item)
  }
  return found
}

/** The same place in another ydoc of the page: words that it did not take are not there, so after the last one that is. */
function placeIn(ydoc: Y.Doc, last: LastCaret): Y.RelativePosition | null {
  const place = Y.createAbsolutePositionFromRelativePosition(last.place, last.ydoc)
  if (place === null) return null
  const letter = lettersBefore(place).find(({ id }) => isKnown(id, ydoc))
  const block = place.type._item
  if (letter !== undefined && block !== null) {
    const { client, clock } = letter.id
    const known = Math.min(clock + letter.length, Y.getState(ydoc.store, client)) - 1
    return new Y.RelativePosition(block.id, null, Y.createID(client, known), -1)
  }
  return block !== null && isKnown(block.id, ydoc) ? new Y.RelativePosition(block.id, null, null, 0) : null
}

/** Puts the caret where it stood before the page was had afresh. */
export function restoreCaret(editor: Editor, last: LastCaret) {
  const { state, view } = editor
  const sync = ySyncPluginKey.getState(state)
  const place = sync?.binding && last.ydoc !== sync.doc ? placeIn(sync.doc, last) : null
  if (!sync?.binding || place === null) return
  const position = relativePositionToAbsolutePosition(sync.doc, sync.type, place, sync.binding.mapping)
  if (position === null) return
  const at = state.doc.resolve(Math.min(position, state.doc.content.size))
  view.dispatch(state.tr.setSelection(TextSelection.near(at)).setMeta('addToHistory', false))
}
