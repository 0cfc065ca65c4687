import { type AnyExtension, Editor } from '@tiptap/core'
import { onTestFinished } from 'vitest'
import type * as Y from 'yjs'
import { PageCollaboration } from '#client/editor/undo.ts'
import { pageExtensions, pageRoot } from '#collab/documents/page.ts'

/** What the editor asks of a screen, all of it empty but for what a test looks at. */
export const noWords = {
  ...{ unknownPerson: '', unknownPage: '', emptyFormula: '', wrongFormula: '', pictureWithoutText: '' },
  ...{ tick: () => '', waits: '', taken: '', locked: '', lockedHint: '' },
}

export const paragraph = (text: string) => ({
  type: 'paragraph',
  ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
})

/** An editor of this page, as long as the test lasts. */
export function openEditor(ydoc: Y.Doc, ...more: AnyExtension[]): Editor {
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [...pageExtensions(), PageCollaboration.configure({ document: ydoc, field: pageRoot }), ...more],
  })
  onTestFinished(() => editor.destroy())
  return editor
}
