import { Slice } from '@tiptap/pm/model'
import { afterEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { TextBinding } from '#client/boards/parts/text-binding.ts'
import { cleanSlice } from '#client/editor/clean-slice.ts'
import { cleanPastes } from '#client/ui/clean-paste.ts'
import { pageSchema } from '#collab/documents/page.ts'

// What comes out of a PDF holds controls that nobody sees; the server would refuse all of it.

afterEach(() => document.body.replaceChildren())

function field(value: string, at: number): HTMLTextAreaElement {
  const made = document.createElement('textarea')
  document.body.append(made)
  made.value = value
  made.setSelectionRange(at, at)
  return made
}

function paste(into: HTMLElement, text: string): ClipboardEvent {
  const data = new DataTransfer()
  data.setData('text/plain', text)
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  into.dispatchEvent(event)
  return event
}

it('text with controls is pasted into a field without them, where the caret stands', () => {
  cleanPastes()
  const into = field('ab', 1)
  const heard: string[] = []
  into.addEventListener('input', () => heard.push(into.value))
  expect(paste(into, 'x\0\u0007y').defaultPrevented).toBe(true)
  expect([into.value, into.selectionStart, heard]).toEqual(['axyb', 3, ['axyb']])
  into.maxLength = 5
  paste(into, 'long\0er')
  expect(into.value).toBe('axylb')
  expect(paste(into, 'plain').defaultPrevented).toBe(false)
})

it('text with controls is written on a board without them', () => {
  const text = new Y.Doc().getText('text')
  text.insert(0, 'ab')
  const into = field('', 0)
  const binding = new TextBinding(into, text)
  into.value = 'ax\0yb'
  into.setSelectionRange(4, 4)
  into.dispatchEvent(new Event('input'))
  expect([text.toJSON(), into.value, into.selectionStart]).toEqual(['axyb', 'axyb', 3])
  binding.destroy()
})

it('text with controls is pasted into a page without them, and its bold words stay bold', () => {
  const bold = pageSchema.mark('bold')
  const paragraph = (text: string) => pageSchema.node('paragraph', null, [pageSchema.text(text, [bold])])
  const pasted = Slice.maxOpen(pageSchema.node('doc', null, [paragraph('ri\u0001ver'), paragraph('\0')]).content)
  const clean = cleanSlice(pasted)
  expect(clean.content.toJSON()).toEqual([
    { type: 'paragraph', attrs: expect.anything(), content: [paragraph('river').firstChild?.toJSON()] },
    { type: 'paragraph', attrs: expect.anything() },
  ])
  const plain = Slice.maxOpen(pageSchema.node('doc', null, [paragraph('river')]).content)
  expect(cleanSlice(plain)).toBe(plain)
})
