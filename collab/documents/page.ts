import { Node } from '@tiptap/pm/model'
import { updateYFragment } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { type PageNode, readPage } from './page-read.ts'
import { pageRoot, pageSchema } from './page-schema.ts'
import { shareTexts } from './page-text.ts'

export { checkPageUpdate } from './page-check.ts'
export { type PageMark, type PageNode, readPage, textOfBlock } from './page-read.ts'
export { pageExtensions, pageRoot, pageSchema } from './page-schema.ts'
export { pageSchemaVersion } from './page-version.ts'

/** Origins of the server's own writings. */
const pageOrigin = { seed: 'page-seed', replace: 'page-replace', add: 'page-add' } as const

/** The page a new document starts with: a heading where one is given, and an empty paragraph for the caret. */
export function emptyPage(heading = ''): PageNode {
  const first = { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: heading }] }
  return { type: 'doc', content: [...(heading === '' ? [] : [first]), { type: 'paragraph' }] }
}

function writePage(ydoc: Y.Doc, content: Node, origin: string) {
  const fragment = ydoc.getXmlFragment(pageRoot)
  ydoc.transact(() => {
    updateYFragment(ydoc, fragment, content, { mapping: new Map(), isOMark: new Map() })
    shareTexts(fragment)
  }, origin)
}

/**
 * Writes the first content of a page in one transaction. Run by the server once, when the row is made.
 * @throws RangeError where the JSON is not a page
 */
export function seedPage(ydoc: Y.Doc, json: object) {
  const content = Node.fromJSON(pageSchema, json)
  content.check()
  writePage(ydoc, content, pageOrigin.seed)
}

/**
 * Makes `ydoc` hold what `from` holds, as one new edit: blocks that are alike stay, so carets of people at work there
 * stay too. Formatting, pictures and tables come along. Used for template copies and for restoring a version.
 */
export function replacePage(ydoc: Y.Doc, from: Y.Doc) {
  writePage(ydoc, Node.fromJSON(pageSchema, readPage(from).json), pageOrigin.replace)
}

/**
 * Adds blocks at the top of a page, or at its end before the empty paragraph that is kept there for the caret. What is there
 * is not touched. Throws RangeError where they are no blocks of a page.
 */
export function addToPage(ydoc: Y.Doc, blocks: PageNode[], place: 'top' | 'end') {
  const before = readPage(ydoc).json.content ?? []
  const last = before.at(-1)
  const caret = last?.type === 'paragraph' && last.content === undefined ? [last] : []
  const content =
    place === 'top' ? [...blocks, ...before] : [...before.slice(0, before.length - caret.length), ...blocks, ...caret]
  const page = Node.fromJSON(pageSchema, { type: 'doc', content })
  page.check()
  writePage(ydoc, page, pageOrigin.add)
}
