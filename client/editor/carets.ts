import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type PresentUser, readUser } from '#client/live/presence.ts'
import { pageRoot } from '#collab/documents/page.ts'
import type { EditorBridge } from './bridge.ts'
import { createCaretFlags } from './caret-flags.ts'
import { frames, nowAndThen } from '#client/live/pacing.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isCount = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isId = (value: unknown) => isRecord(value) && isCount(value['client']) && isCount(value['clock'])

/** A place in the page, one end of somebody's selection, as Yjs writes it. Yjs and the binding throw at anything else, in the editor that draws it. */
export function isPosition(value: unknown) {
  if (!isRecord(value)) return false
  const { item = null, type = null, tname = null, assoc = 0 } = value
  if (![item, type].every((id) => id === null || isId(id)) || typeof assoc !== 'number') return false
  return item !== null || type !== null ? tname === null || tname === pageRoot : tname === pageRoot
}

const readCursor = (cursor: unknown) =>
  isRecord(cursor) && isPosition(cursor['anchor']) && isPosition(cursor['head']) ? cursor : null

interface CaretPlace extends PresentUser {
  clientId: number
  /** Position in the ProseMirror document; `anchor` is the other end of a selection. */
  position: number
  anchor: number
}

/** Where somebody's caret stands in this editor's document now; null where they have none, or it cannot be read. */
function placeOf(view: EditorView, awareness: Awareness, clientId: number): CaretPlace | null {
  const sync = ySyncPluginKey.getState(view.state)
  const state = clientId === awareness.clientID ? undefined : awareness.getStates().get(clientId)
  const user = readUser(state)
  const cursor = readCursor(state?.['cursor'])
  if (!sync?.binding || user === null || cursor === null) return null
  const find = (end: unknown) => {
    const relative = Y.createRelativePositionFromJSON(end)
    const position = relativePositionToAbsolutePosition(sync.doc, sync.type, relative, sync.binding.mapping)
    return position === null ? null : Math.min(position, Math.max(view.state.doc.content.size - 1, 0))
  }
  const position = find(cursor['head'])
  const isOne = JSON.stringify(cursor['head']) === JSON.stringify(cursor['anchor'])
  const anchor = isOne ? position : find(cursor['anchor'])
  return position === null || anchor === null ? null : { ...user, clientId, position, anchor }
}

/** Where the others' carets stand in this editor's document now. */
export function caretPlaces(view: EditorView, awareness: Awareness): CaretPlace[] {
  return [...awareness.getStates().keys()].flatMap((clientId) => placeOf(view, awareness, clientId) ?? [])
}

interface Drawn {
  clientId: number
  key: string
}

const isDrawnFor = (clientId: number) => (spec: Partial<Drawn>) => spec.clientId === clientId

/** Class and palette index only: themes draw the colour, and no style attribute is written. */
function decorationsOf(place: CaretPlace, draw: (place: CaretPlace) => HTMLElement) {
  const { clientId, position, anchor, paletteIndex } = place
  const drawn = (part: string): Drawn => ({ clientId, key: `${clientId}-${part}` })
  const caret = Decoration.widget(position, () => draw(place), { ...drawn('caret'), side: 10 })
  if (position === anchor) return [caret]
  const attributes = { class: 'caret-selection', 'data-author': String(paletteIndex) }
  const ends = [Math.min(position, anchor), Math.max(position, anchor)] as const
  const marking = { ...drawn('selection'), inclusiveEnd: true, inclusiveStart: false }
  return [caret, Decoration.inline(...ends, attributes, marking)]
}

/** True where the caret is drawn there already: it went along with the words before it. */
function isDrawnAt(set: DecorationSet, clientId: number, decorations: readonly Decoration[]) {
  const drawn = set.find(undefined, undefined, isDrawnFor(clientId))
  const isSame = ({ from, to }: Decoration) => drawn.some((one) => one.from === from && one.to === to)
  return drawn.length === decorations.length && decorations.every(isSame)
}

const caretsKey = new PluginKey<DecorationSet>('carets')

type Redrawn = ReadonlyMap<number, readonly Decoration[]>

function redraw(set: DecorationSet, tr: Transaction) {
  const mapped = tr.docChanged ? set.map(tr.mapping, tr.doc) : set
  const redrawn: Redrawn = tr.getMeta(caretsKey) ?? new Map()
  let next = mapped
  for (const [clientId, decorations] of redrawn)
    next = next.remove(next.find(undefined, undefined, isDrawnFor(clientId))).add(tr.doc, [...decorations])
  return next
}

/** Where words of two people meet, a caret may go along with the wrong ones: all are looked at so often. */
const lookEveryMs = 250

/**
 * Draws those carets anew that moved other than with the words around them, all of a frame in one transaction; and those
 * that had no place, since their words came later or were replaced.
 */
function watchOthers(view: EditorView, awareness: Awareness, draw: (place: CaretPlace) => HTMLElement) {
  const moved = new Set<number>()
  const drawnNow = () => caretsKey.getState(view.state) ?? DecorationSet.empty
  const frame = frames(() => {
    const redrawn = new Map<number, readonly Decoration[]>()
    for (const clientId of moved) {
      const place = placeOf(view, awareness, clientId)
      const decorations = place === null ? [] : decorationsOf(place, draw)
      if (!isDrawnAt(drawnNow(), clientId, decorations)) redrawn.set(clientId, decorations)
    }
    moved.clear()
    if (redrawn.size > 0) view.dispatch(view.state.tr.setMeta(caretsKey, redrawn).setMeta('addToHistory', false))
  }, 'draw')
  const look = (clientIds: Iterable<number>) => {
    for (const clientId of clientIds) moved.add(clientId)
    frame.ask()
  }
  const all = nowAndThen(() => look(awareness.getStates().keys()), lookEveryMs)
  const onChange = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) =>
    look([...added, ...updated, ...removed])
  awareness.on('change', onChange)
  look(awareness.getStates().keys())
  return {
    update(before: EditorState) {
      if (view.state.doc === before.doc) return
      const drawn = new Set<unknown>(
        drawnNow()
          .find()
          .map(({ spec }) => spec.clientId),
      )
      look([...awareness.getStates().keys()].filter((clientId) => !drawn.has(clientId)))
      all.ask()
    },
    stop() {
      frame.stop()
      all.stop()
      awareness.off('change', onChange)
    },
  }
}

/** Tells the others where one's own caret is, once a frame is painted, where it moved among the words. */
function tellOwn(view: EditorView, awareness: Awareness) {
  const now = () => {
    const sync = ySyncPluginKey.getState(view.state)
    if (!sync?.binding || !view.hasFocus()) return null
    const { anchor, head } = view.state.selection
    const { type, binding } = sync
    const read = (position: number) =>
      Y.relativePositionToJSON(absolutePositionToRelativePosition(position, type, binding.mapping))
    const place: unknown = read(head)
    return { anchor: anchor === head ? place : read(anchor), head: place }
  }
  const frame = frames(() => {
    const cursor = now()
    const before: unknown = awareness.getLocalState()?.['cursor'] ?? null
    if (JSON.stringify(cursor) !== JSON.stringify(before)) awareness.setLocalStateField('cursor', cursor)
  }, 'painted')
  view.dom.addEventListener('focusin', frame.ask)
  view.dom.addEventListener('focusout', frame.ask)
  frame.ask()
  return {
    update: frame.ask,
    destroy() {
      frame.stop()
      view.dom.removeEventListener('focusin', frame.ask)
      view.dom.removeEventListener('focusout', frame.ask)
      awareness.setLocalStateField('cursor', null)
    },
  }
}

/** Carets and selections of the others, drawn from references and the palette. */
export const PageCarets = (awareness: Awareness, bridge: EditorBridge) =>
  Extension.create({
    name: 'pageCarets',
    priority: 999,
    addProseMirrorPlugins() {
      const flags = createCaretFlags(awareness, bridge)
      return [
        new Plugin<DecorationSet>({
          key: caretsKey,
          state: { init: () => DecorationSet.empty, apply: (tr, set) => redraw(set, tr) },
          props: { decorations: (state) => caretsKey.getState(state) },
          view(view) {
            const others = watchOthers(view, awareness, flags.draw)
            const own = tellOwn(view, awareness)
            const stopFlags = flags.watch()
            return {
              update(_, before) {
                others.update(before)
                own.update()
              },
              destroy() {
                others.stop()
                stopFlags()
                own.destroy()
              },
            }
          },
        }),
      ]
    },
  })
