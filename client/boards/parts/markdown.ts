import { isLinkTarget } from '#collab/documents/board-values.ts'

/** Light Markdown of cards: bold, italic, lists and links. What is none of these stays as it was typed. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }

type Block = { kind: 'paragraph'; lines: Inline[][] } | { kind: 'list'; isNumbered: boolean; items: Inline[][] }

const item = /^\s{0,3}(?:[-*•]|(\d{1,3})[.)])\s+(\S.*)?$/

export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  let isOpen = false
  for (const line of text.split('\n')) {
    const found = item.exec(line)
    const last = isOpen ? blocks.at(-1) : undefined
    if (line.trim() === '') isOpen = false
    else if (found !== null) {
      const isNumbered = found[1] !== undefined
      const words = parseInline(found[2] ?? '')
      if (last?.kind === 'list' && last.isNumbered === isNumbered) last.items.push(words)
      else blocks.push({ kind: 'list', isNumbered, items: [words] })
      isOpen = true
    } else {
      if (last?.kind === 'paragraph') last.lines.push(parseInline(line))
      else blocks.push({ kind: 'paragraph', lines: [parseInline(line)] })
      isOpen = true
    }
  }
  return blocks
}

// Bounded, so that no text takes long: nothing here may match in more than one way.
const marks =
  /\*\*(?<bold>[^*\n]{1,2000})\*\*|(?<![\w*])\*(?<star>[^*\s][^*\n]{0,2000})\*(?![\w*])|(?<![\w_])_(?<line>[^_\s][^_\n]{0,2000})_(?![\w_])|\[(?<label>[^[\]\n]{1,500})\]\((?<target>[^()\s]{1,2000})\)|(?<bare>https?:\/\/[^\s<>"]{1,2000})/u

/** A sentence goes on after an address: its full stop is not part of it. */
const tail = /(?<![.,;:!?)\]'’»])[.,;:!?)\]'’»]+$/u

function parseInline(text: string): Inline[] {
  const found = marks.exec(text)
  if (found === null) return text === '' ? [] : [{ kind: 'text', text }]
  const { bold, star, line, label, target, bare } = found.groups ?? {}
  const start: Inline[] = found.index === 0 ? [] : [{ kind: 'text', text: text.slice(0, found.index) }]
  const end = found.index + found[0].length
  if (bare !== undefined) {
    const href = bare.replace(tail, '')
    const link: Inline = isLinkTarget(href)
      ? { kind: 'link', href, children: [{ kind: 'text', text: href }] }
      : { kind: 'text', text: href }
    return [...start, link, ...parseInline(text.slice(found.index + href.length))]
  }
  return [...start, marked({ bold, italic: star ?? line, label, target }, found[0]), ...parseInline(text.slice(end))]
}

function marked(
  { bold, italic, label, target }: Record<'bold' | 'italic' | 'label' | 'target', string | undefined>,
  typed: string,
): Inline {
  if (bold !== undefined) return { kind: 'bold', children: parseInline(bold) }
  if (italic !== undefined) return { kind: 'italic', children: parseInline(italic) }
  if (label === undefined || target === undefined || !isLinkTarget(target)) return { kind: 'text', text: typed }
  return { kind: 'link', href: target, children: [{ kind: 'text', text: label }] }
}

/** The words alone: for names, announcements and the first line of a card. */
export function plainText(text: string): string {
  const words = (inlines: readonly Inline[]): string =>
    inlines.map((one) => (one.kind === 'text' ? one.text : words(one.children))).join('')
  return parseMarkdown(text)
    .flatMap((block) => (block.kind === 'list' ? block.items : block.lines))
    .map(words)
    .join(' ')
    .trim()
}

export function firstWords(text: string, most = 60): string {
  const plain = plainText(text)
  if (plain.length <= most) return plain
  const cut = plain.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`
}
