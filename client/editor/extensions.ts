import { Extension, type Extensions } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions/placeholder'
import { Plugin } from '@tiptap/pm/state'
import { search } from 'prosemirror-search'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { readHref } from '#collab/documents/page-nodes.ts'
import { pageExtensions, pageRoot } from '#collab/documents/page.ts'
import type { EditorBridge } from './bridge.ts'
import { CaretInSight } from './caret-in-sight.ts'
import { PageCarets } from './carets.ts'
import { cleanSlice } from './clean-slice.ts'
import { EmptyHeads } from './empty-heads.ts'
import { LastBlock } from './last-block.ts'
import { LeaveByTab } from './leave-by-tab.ts'
import { LockedBlocks } from './locked-blocks.ts'
import { drawnNodes } from './node-views.ts'
import { type SuggestionItem, SuggestionMenu, type SuggestionStore } from './suggestion-menu.ts'
import { TickByKey } from './tick-by-key.ts'
import { WaitingWords } from './waiting-words.ts'
import { PageCollaboration } from './undo.ts'
import { WideTables } from './wide-tables.ts'

interface EditorParts {
  ydoc: Y.Doc
  awareness: Awareness
  bridge: EditorBridge
  suggestions: SuggestionStore
  slashItems: () => SuggestionItem[]
  mentionItems: () => SuggestionItem[]
  placeholders: () => { heading: string; text: string }
}

/** Ctrl or Cmd + K opens the link dialog; find marks its matches; an address pasted over words becomes their link. */
const PageKeys = (bridge: EditorBridge) =>
  Extension.create({
    name: 'pageKeys',
    addKeyboardShortcuts: () => ({
      'Mod-k': () => {
        bridge.open({ kind: 'link' })
        return true
      },
    }),
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        search(),
        new Plugin({
          props: {
            transformPasted: cleanSlice,
            handlePaste(view, event) {
              const href = readHref(event.clipboardData?.getData('text/plain').trim())
              if (href === null || view.state.selection.empty) return false
              return editor.chain().setMark('link', { href }).run()
            },
          },
        }),
      ]
    },
  })

/** Everything of one editor on one ydoc. */
export function editorExtensions(parts: EditorParts): Extensions {
  const { ydoc, awareness, bridge, suggestions } = parts
  return [
    ...pageExtensions(drawnNodes(bridge)),
    PageCollaboration.configure({ document: ydoc, field: pageRoot }),
    PageCarets(awareness, bridge),
    WaitingWords(ydoc, bridge),
    LockedBlocks(bridge),
    Placeholder.configure({
      placeholder: ({ node }) =>
        node.type.name === 'heading' ? parts.placeholders().heading : parts.placeholders().text,
      showOnlyWhenEditable: true,
    }),
    SuggestionMenu('slash', '/', suggestions, parts.slashItems),
    SuggestionMenu('mention', '@', suggestions, parts.mentionItems),
    PageKeys(bridge),
    CaretInSight,
    EmptyHeads,
    WideTables,
    LastBlock,
    LeaveByTab,
    TickByKey,
  ]
}
