import { Extension, Mark, mergeAttributes, Node } from '@tiptap/core'
import { hasControls, withoutControls } from './controls.ts'
import { fileAddress } from './file-address.ts'

/**
 * The page's own nodes and marks. What arrives from the wire is never trusted as HTML: every attribute passes one of
 * the readers below before it reaches an element, and no attribute holds an address but a link's checked `href`.
 */

const idPattern = /^[A-Za-z0-9_-]{1,64}$/
/** BCP 47 without extensions: language, script, region (`fr`, `sr-Latn`, `pt-PT`). */
const languagePattern = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$/
export const limits = { href: 2_048, text: 5_000, colours: 8 } as const

/** An id as the server makes them, or null. */
export const readId = (value: unknown) => (typeof value === 'string' && idPattern.test(value) ? value : null)

/** A language tag that may stand in `lang`, or null. */
export const readLanguage = (value: unknown) =>
  typeof value === 'string' && languagePattern.test(value) ? value : null

/** Text of bounded length, without controls; anything else is the empty text. */
export const readText = (value: unknown) =>
  typeof value === 'string' ? withoutControls(value.slice(0, limits.text)) : ''

/** Index into the palette, 1-8, or null. */
export const readColour = (value: unknown) => {
  const index = Number(value)
  return Number.isInteger(index) && index >= 1 && index <= limits.colours ? index : null
}

/** The address when it is one that a page may lead to (http, https, mailto), or null. */
export function readHref(value: unknown) {
  if (typeof value !== 'string' || value.length > limits.href || hasControls(value)) return null
  try {
    const url = new URL(value)
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? value : null
  } catch {
    return null
  }
}

const attribute = (name: string, read: (value: unknown) => unknown, fallback: unknown) => ({
  default: fallback,
  parseHTML: (element: HTMLElement) => read(element.getAttribute(name)),
  renderHTML: () => ({}),
})

export const pageImageWidths = ['narrow', 'half', 'full'] as const

export const readWidth = (value: unknown) => pageImageWidths.find((width) => width === value) ?? 'full'

export const PageImage = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    fileId: attribute('data-file-id', readId, null),
    alt: attribute('alt', readText, ''),
    decorative: attribute('data-decorative', (value) => value === 'true', false),
    width: attribute('data-width', readWidth, 'full'),
  }),
  parseHTML: () => [{ tag: 'img[data-file-id]' }],
  renderHTML({ node }) {
    const fileId = readId(node.attrs['fileId'])
    const decorative = node.attrs['decorative'] === true
    return [
      'img',
      {
        ...(fileId === null ? {} : { src: fileAddress(fileId), 'data-file-id': fileId }),
        alt: decorative ? '' : readText(node.attrs['alt']),
        'data-decorative': String(decorative),
        'data-width': readWidth(node.attrs['width']),
      },
    ]
  },
})

const mathematics = (name: string, inline: boolean) =>
  Node.create({
    name,
    group: inline ? 'inline' : 'block',
    inline,
    atom: true,
    addAttributes: () => ({ latex: attribute('data-latex', readText, '') }),
    parseHTML: () => [{ tag: `${inline ? 'span' : 'div'}[data-latex]` }],
    renderHTML: ({ node }) => {
      const latex = readText(node.attrs['latex'])
      return [inline ? 'span' : 'div', { 'data-latex': latex }, latex]
    },
    renderText: ({ node }) => readText(node.attrs['latex']),
  })

export const InlineMath = mathematics('inlineMath', true)
export const BlockMath = mathematics('blockMath', false)

/** A person by reference: each reader's client looks the name up for its own audience. */
export const PageMention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ userId: attribute('data-user-id', readId, null) }),
  parseHTML: () => [{ tag: 'span[data-user-id]' }],
  renderHTML: ({ node }) => ['span', { 'data-user-id': readId(node.attrs['userId']) ?? '' }],
})

/** Another document by reference; its title is looked up by who may see it. */
export const PageLink = Node.create({
  name: 'pageLink',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ documentId: attribute('data-document-id', readId, null) }),
  parseHTML: () => [{ tag: 'span[data-document-id]' }],
  renderHTML: ({ node }) => ['span', { 'data-document-id': readId(node.attrs['documentId']) ?? '' }],
})

/** Text colour as an index into the palette: themes draw it, and no colour value travels. */
export const PageColour = Mark.create({
  name: 'colour',
  addAttributes: () => ({ index: attribute('data-colour', readColour, null) }),
  parseHTML: () => [{ tag: 'span[data-colour]' }],
  renderHTML: ({ mark }) => ['span', { 'data-colour': String(readColour(mark.attrs['index']) ?? '') }, 0],
})

/** A link keeps its checked address alone; rel and target are written when it is drawn. */
export const PageAddress = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: attribute('href', readHref, null) }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => readHref(element.getAttribute('href')) !== null && null }],
  renderHTML: ({ mark }) => {
    const href = readHref(mark.attrs['href'])
    return ['a', mergeAttributes(href === null ? {} : { href }, { rel: 'noopener noreferrer', target: '_blank' }), 0]
  },
})

/** `lang` on each block: fonts, hyphenation, spell check and speech follow it. Direction follows the text. */
export const BlockLanguage = Extension.create({
  name: 'blockLanguage',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading', 'blockquote'],
      attributes: {
        language: {
          default: null,
          keepOnSplit: true,
          parseHTML: (element) => readLanguage(element.getAttribute('lang')),
          renderHTML: (attributes) => {
            const language = readLanguage(attributes['language'])
            return language === null ? { dir: 'auto' } : { lang: language, dir: 'auto' }
          },
        },
      },
    },
  ],
})

/** Blocks that may stand at the top of a page. */
const topBlocks = [
  ...['paragraph', 'heading', 'blockquote', 'codeBlock', 'bulletList', 'orderedList', 'taskList'],
  ...['table', 'image', 'blockMath', 'horizontalRule'],
]

/** A block at the top of the page that teachers alone change. A copy of it is anybody's. */
export const BlockLock = Extension.create({
  name: 'blockLock',
  addGlobalAttributes: () => [
    { types: topBlocks, attributes: { locked: { default: null, parseHTML: () => null, renderHTML: () => ({}) } } },
  ],
})
