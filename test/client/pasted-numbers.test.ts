import { Editor } from '@tiptap/core'
import { updateYFragment } from '@tiptap/y-tiptap'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { checkPageUpdate, pageExtensions, pageRoot } from '#collab/documents/page.ts'
import { Places } from '#collab/relay/places.ts'
import { walked } from '#collab/relay/update.ts'

it.each(['2', '0', '-3', '100', '1e9', 'wide', ''])(
  'a table or list from elsewhere that says "%s" is a page',
  (value) => {
    const editor = new Editor({
      injectCSS: false,
      extensions: pageExtensions(),
      content: `<table><tr><td colspan="${value}" rowspan="${value}">a</td></tr></table><ol start="${value}"><li>b</li></ol>`,
    })
    const ydoc = new Y.Doc()
    const root = ydoc.getXmlFragment(pageRoot)
    updateYFragment(ydoc, root, editor.state.doc, { mapping: new Map(), isOMark: new Map() })
    editor.destroy()
    const update = Y.encodeStateAsUpdate(ydoc)
    expect(update.length).toBeGreaterThan(100)
    checkPageUpdate(Y.decodeUpdate(update), new Places().read([walked(update)]).placeOf)
  },
)
