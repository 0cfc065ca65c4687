import { Extension, type Extensions } from '@tiptap/core'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { BulletList, ListItem } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import { UndoRedo } from '@tiptap/extensions/undo-redo'
import { Plugin } from '@tiptap/pm/state'
import { cleanSlice } from '#client/editor/clean-slice.ts'
import { LeaveByTab } from '#client/editor/leave-by-tab.ts'
import { FieldNode } from './field-node.ts'
import type { LetterField } from './field-words.ts'

const CleanPaste = Extension.create({
  name: 'cleanPaste',
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPasted: cleanSlice } })],
})

/** What a letter may hold, and nothing else: what is pasted loses the rest. */
export const templateExtensions = (nameOf: (name: LetterField) => string): Extensions => [
  Document,
  Paragraph,
  Text,
  HardBreak,
  Heading.configure({ levels: [1, 2] }),
  BulletList,
  // A list in a list is none of a letter's.
  ListItem.extend({ content: 'paragraph+' }),
  UndoRedo,
  CleanPaste,
  LeaveByTab,
  FieldNode(nameOf),
]
