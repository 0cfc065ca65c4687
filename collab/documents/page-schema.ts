import { type AnyExtension, type Extensions, getSchema } from '@tiptap/core'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Heading } from '@tiptap/extension-heading'
import { OrderedList, TaskItem, TaskList } from '@tiptap/extension-list'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { attributeReaders } from './page-attributes.ts'
import {
  BlockLanguage,
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
    StarterKit.configure({
      undoRedo: false,
      link: false,
      heading: false,
      orderedList: false,
      // Would write into the document of whoever only opens it.
      trailingNode: false,
      codeBlock: false,
    }),
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
  ]
  return own.map((extension) => replacements.find((one) => one.name === extension.name) ?? extension)
}

/** Root name of the page's Y.XmlFragment: the `field` of Tiptap's Collaboration. */
export const pageRoot = 'content'

export const pageSchema = getSchema(pageExtensions())

export const attributeNames = (type: { spec: { attrs?: object } }) => Object.keys(type.spec.attrs ?? {})
