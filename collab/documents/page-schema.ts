import { type AnyExtension, type Extensions, getSchema } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic } from '@tiptap/extension-italic'
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { Dropcursor } from '@tiptap/extensions/drop-cursor'
import { Gapcursor } from '@tiptap/extensions/gap-cursor'
import { attributeReaders } from './page-attributes.ts'
import {
  BlockLanguage,
  BlockLock,
  BlockMath,
  InlineMath,
  PageAddress,
  PageColour,
  PageImage,
  PageLink,
  PageMention,
} from './page-nodes.ts'

const headingLevels = [1, 2, 3]

/** Levels 1-3 are drawn as h2-h4: the page's title is the one h1 of the screen. */
const PageHeading = Heading.extend({
  parseHTML: () => [
    ...headingLevels.map((level) => ({ tag: `[data-level="${level}"]`, attrs: { level }, priority: 60 })),
    ...headingLevels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    ...[4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: 3 } })),
  ],
  renderHTML({ node, HTMLAttributes }) {
    const level = headingLevels.find((one) => one === node.attrs['level']) ?? 1
    return [`h${level + 1}`, { ...HTMLAttributes, 'data-level': level }, 0]
  },
}).configure({ levels: [1, 2, 3] })

/** Pasted from elsewhere, it is held to what the check of a page takes. */
const pastedNumber = (name: string) => ({
  default: 1,
  parseHTML: (element: HTMLElement) =>
    element.hasAttribute(name) ? attributeReaders[name]?.(element.getAttribute(name)) : 1,
})

const spans = {
  colspan: pastedNumber('colspan'),
  rowspan: pastedNumber('rowspan'),
}

/** Widths and alignment stay out of the schema: `style` attributes do not pass the content security policy. */
const PageTableCell = TableCell.extend({ addAttributes: () => spans })
const PageTableHeader = TableHeader.extend({ addAttributes: () => spans })
const PageTable = Table.extend({ renderHTML: () => ['table', ['tbody', 0]] }).configure({ resizable: false })
const PageCodeBlock = CodeBlock.extend({ addAttributes: () => ({}) })
const PageOrderedList = OrderedList.extend({ addAttributes: () => ({ start: pastedNumber('start') }) })

/**
 * The extensions that make the page's schema, alike on server and client. `replacements` take the place of those with
 * their name: the client draws images, mathematics, people and links to pages with views of its own.
 */
export function pageExtensions(replacements: AnyExtension[] = []): Extensions {
  const own: Extensions = [
    // The starter kit's own order, which ranks marks and keys, without what a page has none of: links that find themselves, an
    // undo of its own, and a last paragraph, which would write into the document of whoever only opens it.
    ...[Bold, Blockquote, BulletList, Code, Document, Dropcursor, Gapcursor, HardBreak, HorizontalRule, Italic],
    ...[ListItem, ListKeymap, Paragraph, Strike, Text, Underline],
    PageHeading,
    PageOrderedList,
    PageCodeBlock,
    TaskList,
    TaskItem.configure({ nested: true }),
    PageTable,
    TableRow,
    PageTableCell,
    PageTableHeader,
    PageImage,
    InlineMath,
    BlockMath,
    PageMention,
    PageLink,
    PageColour,
    PageAddress,
    BlockLanguage,
    BlockLock,
  ]
  return own.map((extension) => replacements.find((one) => one.name === extension.name) ?? extension)
}

/** Root name of the page's Y.XmlFragment: the `field` of Tiptap's Collaboration. */
export const pageRoot = 'content'

export const pageSchema = getSchema(pageExtensions())

export const attributeNames = (type: { spec: { attrs?: object } }) => Object.keys(type.spec.attrs ?? {})
