import { Editor } from '@tiptap/core'
import { expect, test } from 'vitest'
import { EmptyHeads } from '#client/editor/empty-heads.ts'
import { pageExtensions } from '#collab/documents/page.ts'

test('a head of a new table is a cell until it has words', () => {
  const element = document.body.appendChild(document.createElement('div'))
  const editor = new Editor({ element, injectCSS: false, extensions: [...pageExtensions(), EmptyHeads] })
  editor.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true })
  const roles = () => [...element.querySelectorAll('th')].map((head) => head.getAttribute('role'))
  expect(roles()).toEqual(['cell', 'cell'])
  editor.commands.insertContent('River')
  expect(roles()).toEqual([null, 'cell'])
  editor.destroy()
  element.remove()
})
