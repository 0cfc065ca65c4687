import type { Editor, Range } from '@tiptap/core'
import { Extension } from '@tiptap/core'
import { PluginKey } from '@tiptap/pm/state'
import Suggestion, { type SuggestionProps } from '@tiptap/suggestion'

/** One entry of the "/" or "@" menu. */
export interface SuggestionItem {
  id: string
  label: string
  run: (editor: Editor, range: Range) => void
}

interface OpenSuggestion {
  kind: 'slash' | 'mention'
  items: SuggestionItem[]
  active: number
  /** Where the typed "/" or "@" stands on the screen. */
  rect: () => DOMRect | null
  choose: (index: number) => void
}

/** What the menus show, outside React: the editor's plugin writes it, a component draws it. */
export function createSuggestionStore() {
  let open: OpenSuggestion | null = null
  const listeners = new Set<() => void>()
  return {
    getSnapshot: () => open,
    set(next: OpenSuggestion | null) {
      open = next
      listeners.forEach((listener) => listener())
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type SuggestionStore = ReturnType<typeof createSuggestionStore>

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Entries whose label, or one of its words, begins as typed; accents do not matter. */
export function matching(items: SuggestionItem[], query: string) {
  const wanted = folded(query)
  return items.filter((item) => folded(item.label).startsWith(wanted) || folded(item.label).includes(` ${wanted}`))
}

function renderer(kind: OpenSuggestion['kind'], store: SuggestionStore) {
  const show = (props: SuggestionProps<SuggestionItem>, active: number) => {
    const choose = (index: number) => {
      const item = props.items[index]
      if (item) props.command(item)
    }
    store.set(
      props.items.length === 0
        ? null
        : { kind, items: props.items, active, rect: () => props.clientRect?.() ?? null, choose },
    )
  }
  return () => ({
    onStart: (props: SuggestionProps<SuggestionItem>) => show(props, 0),
    onUpdate: (props: SuggestionProps<SuggestionItem>) => show(props, 0),
    onExit: () => store.set(null),
    onKeyDown({ event }: { event: KeyboardEvent }) {
      const open = store.getSnapshot()
      if (open === null) return false
      const count = open.items.length
      if (event.key === 'Enter' || event.key === 'Tab') return (open.choose(open.active), true)
      if (event.key === 'ArrowDown') return (store.set({ ...open, active: (open.active + 1) % count }), true)
      if (event.key === 'ArrowUp') return (store.set({ ...open, active: (open.active + count - 1) % count }), true)
      return false
    },
  })
}

/** The "/" menu of blocks or the "@" menu of people. */
export const SuggestionMenu = (
  kind: OpenSuggestion['kind'],
  char: string,
  store: SuggestionStore,
  items: () => SuggestionItem[],
) =>
  Extension.create({
    name: `${kind}Menu`,
    addProseMirrorPlugins() {
      return [
        Suggestion<SuggestionItem, SuggestionItem>({
          editor: this.editor,
          char,
          pluginKey: new PluginKey(`${kind}Menu`),
          items: ({ query }) => matching(items(), query).slice(0, 20),
          allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code,
          command: ({ editor, range, props }) => props.run(editor, range),
          render: renderer(kind, store),
        }),
      ]
    },
  })
