import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { relativePositionToAbsolutePosition, yCursorPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type PresentUser, readUser } from '#client/live/presence.ts'
import { pageRoot } from '#collab/documents/page.ts'
import type { EditorBridge } from './bridge.ts'

const flagMs = 2_000

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isCount = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isId = (value: unknown) => isRecord(value) && isCount(value['client']) && isCount(value['clock'])

/** One end of somebody's selection as Yjs writes it. Yjs and the binding throw at anything else, in the editor that draws it. */
function isPosition(value: unknown) {
  if (!isRecord(value)) return false
  const { item = null, type = null, tname = null, assoc = 0 } = value
  if (![item, type].every((id) => id === null || isId(id)) || typeof assoc !== 'number') return false
  return item !== null || type !== null ? tname === null || tname === pageRoot : tname === pageRoot
}

const readCursor = (cursor: unknown) =>
  isRecord(cursor) && isPosition(cursor['anchor']) && isPosition(cursor['head']) ? cursor : null

/**
 * The binding writes a colour and a name of its own into the states it reads, which would make each of them look
 * changed. It gets copies, and neither of the two is ever drawn.
 */
function statesForBinding(awareness: Awareness) {
  const states = [...awareness.getStates()].flatMap(([clientId, state]) => {
    const user = readUser(state)
    return user === null
      ? []
      : [[clientId, { cursor: readCursor(state['cursor']), user: { ...user, color: '#000000', name: '' } }] as const]
  })
  return new Map(states)
}

const bindingAwareness = (awareness: Awareness) => ({
  get clientID() {
    return awareness.clientID
  },
  getStates: () => statesForBinding(awareness),
  getLocalState: () => awareness.getLocalState(),
  setLocalStateField: (field: string, value: unknown) => awareness.setLocalStateField(field, value),
  on: awareness.on.bind(awareness),
  off: awareness.off.bind(awareness),
})

/** y-tiptap declares its awareness as the whole class; it uses the five members above and no more. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const asAwareness = (part: ReturnType<typeof bindingAwareness>) => part as unknown as Awareness

const nameOf = (bridge: EditorBridge, userId: string) => {
  const { people, words } = bridge.facts()
  return people.get(userId)?.name ?? words.unknownPerson
}

/** Class and palette index only: themes draw the colour, and no style attribute is written. */
function drawCaret(bridge: EditorBridge, user: PresentUser, clientId: number) {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset['author'] = String(user.paletteIndex)
  caret.dataset['client'] = String(clientId)
  caret.dataset['user'] = user.id
  caret.setAttribute('aria-hidden', 'true')
  const flag = document.createElement('span')
  flag.className = 'caret-flag'
  flag.dataset['shape'] = String(user.shape)
  flag.textContent = nameOf(bridge, user.id)
  caret.append(flag)
  return caret
}

/** Shows the flag of whoever just wrote or moved, for two seconds; the mark in the margin stays. */
function flagPlugin(awareness: Awareness, bridge: EditorBridge) {
  return new Plugin({
    key: new PluginKey('caretFlags'),
    view(view) {
      const timers = new Map<number, ReturnType<typeof setTimeout>>()
      const caretsOf = (clientId: number) => view.dom.querySelectorAll<HTMLElement>(`.caret[data-client="${clientId}"]`)
      const show = (clientId: number) => {
        caretsOf(clientId).forEach((caret) => (caret.dataset['active'] = 'true'))
        clearTimeout(timers.get(clientId))
        timers.set(
          clientId,
          setTimeout(() => caretsOf(clientId).forEach((caret) => delete caret.dataset['active']), flagMs),
        )
      }
      const onChange = ({ added, updated }: { added: number[]; updated: number[] }) => {
        // The carets themselves are drawn by another listener of the same event.
        requestAnimationFrame(() => [...added, ...updated].forEach(show))
      }
      const stopNames = bridge.subscribe(() => {
        view.dom.querySelectorAll<HTMLElement>('.caret').forEach((caret) => {
          const flag = caret.querySelector('.caret-flag')
          if (flag) flag.textContent = nameOf(bridge, caret.dataset['user'] ?? '')
        })
      })
      awareness.on('change', onChange)
      return {
        destroy() {
          stopNames()
          awareness.off('change', onChange)
          timers.forEach((timer) => clearTimeout(timer))
        },
      }
    },
  })
}

/** Carets and selections of the others, drawn from references and the palette. */
export const PageCarets = (awareness: Awareness, bridge: EditorBridge) =>
  Extension.create({
    name: 'pageCarets',
    priority: 999,
    addProseMirrorPlugins: () => [
      yCursorPlugin(asAwareness(bindingAwareness(awareness)), {
        cursorBuilder: (user: PresentUser, clientId: number) => drawCaret(bridge, user, clientId),
        selectionBuilder: (user: PresentUser) => ({
          class: 'caret-selection',
          'data-author': String(user.paletteIndex),
        }),
      }),
      flagPlugin(awareness, bridge),
    ],
  })

interface CaretPlace extends PresentUser {
  clientId: number
  /** Position in the ProseMirror document. */
  position: number
}

/** Where the others' carets stand in this editor's document now. */
export function caretPlaces(view: EditorView, awareness: Awareness): CaretPlace[] {
  const sync = ySyncPluginKey.getState(view.state)
  if (!sync?.binding) return []
  return [...awareness.getStates()].flatMap(([clientId, state]) => {
    const user = clientId === awareness.clientID ? null : readUser(state)
    const head: unknown = readCursor(state['cursor'])?.['head']
    if (user === null || !head) return []
    const relative = Y.createRelativePositionFromJSON(head)
    const position = relativePositionToAbsolutePosition(sync.doc, sync.type, relative, sync.binding.mapping)
    return position === null ? [] : [{ ...user, clientId, position: Math.min(position, view.state.doc.content.size) }]
  })
}
