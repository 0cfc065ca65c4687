import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import type { WaitingFrom } from '#client/live/branch.ts'
import { nowAndThen } from '#client/live/pacing.ts'
import type { EditorBridge } from './bridge.ts'
import { type TakenPlace, takenPlaces } from './taken-places.ts'
import { forgetLetOut } from './undo.ts'
import { type WaitingPlace, waitingPlaces } from './waiting-places.ts'

const waitingKey = new PluginKey<DecorationSet>('waitingWords')
/** Marks go along with the words at each key; what is new is looked for so often. */
const lookEveryMs = 120

/** The words are marked, and their block says that they wait: for the eye in the margin, and to who hears the page. */
function decorationsOf({ from, to, words }: WaitingPlace, label: string) {
  return [
    Decoration.node(from, to, { 'data-waits': label }, { key: label }),
    ...words.map((one) => Decoration.inline(one.from, one.to, { class: 'waits' }, { key: '', inclusiveEnd: true })),
  ]
}

/** Letters that wait to go, struck through where they stood, and said to be so; they are no part of the text. */
function takenMark({ text, isBlock }: TakenPlace, label: string): HTMLElement {
  const mark = document.createElement('del')
  mark.className = isBlock ? 'taken taken-block' : 'taken'
  mark.contentEditable = 'false'
  const said = document.createElement('span')
  said.className = 'visually-hidden'
  said.textContent = `${label}: `
  mark.append(said, text)
  return mark
}

const widgetOf = (place: TakenPlace, label: string) =>
  Decoration.widget(place.at, () => takenMark(place, label), {
    key: `taken ${place.text}`,
    side: -1,
    ignoreSelection: true,
    marks: [],
  })

const said = (decorations: readonly Decoration[]) =>
  decorations
    .map(({ from, to, spec }) => `${from}-${to}-${spec.key}`)
    .toSorted()
    .join()

type Words = Pick<ReturnType<EditorBridge['facts']>['words'], 'waits' | 'taken'>

function draw(view: EditorView, ydoc: Y.Doc, waitingFrom: WaitingFrom, words: Words) {
  const binding = ySyncPluginKey.getState(view.state)?.binding
  if (!binding) return
  const { doc, tr } = view.state
  const page = { doc, mapping: binding.mapping }
  const decorations = [
    ...waitingPlaces(ydoc, waitingFrom, page).flatMap((place) => decorationsOf(place, words.waits)),
    ...takenPlaces(ydoc, waitingFrom, page).map((place) => widgetOf(place, words.taken)),
  ]
  const drawn = waitingKey.getState(view.state) ?? DecorationSet.empty
  if (said(decorations) === said(drawn.find())) return
  view.dispatch(tr.setMeta(waitingKey, DecorationSet.create(doc, decorations)).setMeta('addToHistory', false))
}

function watch(view: EditorView, ydoc: Y.Doc, bridge: EditorBridge) {
  let { waitingFrom } = bridge.facts()
  const later = nowAndThen(() => {
    // A word that is just being put together by an input method is not touched.
    if (view.composing) later.ask()
    else draw(view, ydoc, waitingFrom, bridge.facts().words)
  }, lookEveryMs)
  const onChange = ({ changed }: Y.Transaction) => {
    if (waitingFrom.length > 0 && changed.size > 0) later.ask()
  }
  const stopFacts = bridge.subscribe(() => {
    const before = waitingFrom
    waitingFrom = bridge.facts().waitingFrom
    if (waitingFrom !== before) forgetLetOut(view.state, before, waitingFrom)
    if (before.length + waitingFrom.length > 0) later.ask()
  })
  ydoc.on('afterTransaction', onChange)
  if (waitingFrom.length > 0) later.ask()
  return {
    destroy() {
      later.stop()
      stopFacts()
      ydoc.off('afterTransaction', onChange)
    },
  }
}

/** Marks one's own words that a teacher reads before the others see them. */
export const WaitingWords = (ydoc: Y.Doc, bridge: EditorBridge) =>
  Extension.create({
    name: 'waitingWords',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: waitingKey,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, set) => {
            const drawn: DecorationSet | undefined = tr.getMeta(waitingKey)
            return drawn ?? (tr.docChanged ? set.map(tr.mapping, tr.doc) : set)
          },
        },
        props: { decorations: (state) => waitingKey.getState(state) },
        view: (view) => watch(view, ydoc, bridge),
      }),
    ],
  })
