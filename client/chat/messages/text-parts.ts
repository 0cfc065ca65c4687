/*
 * The text of a message as it is drawn: words, links that are shown and never fetched, and mentions. A text holds ids and
 * no names (`<@person>`, `<#document>`): each reader puts in the names meant for them.
 */

export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'person' | 'document'; id: string }

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const special = new RegExp(
  `<(?<mark>[@#])(?<id>${uuid})>|(?<link>https?://[^\\s<>"\\u0000-\\u001f\\u202a-\\u202e\\u2066-\\u2069]+)`,
  'giu',
)
/** Of the sentence, not of the address. */
const trailing = /(?<![.,;:!?'’»”)\]}…])[.,;:!?'’»”)\]}…]+$/u

/** The address of a link, or null for what is none of the web. */
export function hrefOf(text: string): string | null {
  try {
    const { protocol, hostname, href } = new URL(text)
    return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.') ? href : null
  } catch {
    return null
  }
}

/** A bracket that was opened inside the address belongs to it. */
function endOfLink(found: string) {
  const cut = trailing.exec(found)?.[0] ?? ''
  const keepsBracket = cut.startsWith(')') && found.includes('(')
  return found.slice(0, found.length - cut.length + (keepsBracket ? 1 : 0))
}

function partOf(match: RegExpMatchArray): { part: TextPart; length: number } {
  const { mark, id, link } = match.groups ?? {}
  if (id !== undefined) {
    const kind = mark === '@' ? 'person' : 'document'
    return { part: { kind, id: id.toLowerCase() }, length: match[0].length }
  }
  const text = endOfLink(link ?? match[0])
  const href = hrefOf(text)
  return { part: href === null ? { kind: 'text', text } : { kind: 'link', text, href }, length: text.length }
}

export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  const addText = (until: number) => {
    if (until > from) parts.push({ kind: 'text', text: text.slice(from, until) })
  }
  for (const match of text.matchAll(special)) {
    const { part, length } = partOf(match)
    addText(match.index)
    parts.push(part)
    from = match.index + length
  }
  addText(text.length)
  return parts
}

export interface Mention {
  kind: 'person' | 'document'
  id: string
}

const mentionToken = ({ kind, id }: Mention) => `<${kind === 'person' ? '@' : '#'}${id}>`

/** A text in words: for lists, for the ear, for a page. `nameOf` gives the name for this reader. */
export const plainText = (text: string, nameOf: (mention: Mention) => string) =>
  textParts(text)
    .map((part) => (part.kind === 'text' || part.kind === 'link' ? part.text : nameOf(part)))
    .join('')

/** A mention as its writer sees it in the field: a name behind an @, and whom it means. */
export interface Written extends Mention {
  label: string
}

/** What is sent of what stands in the field: each name that was picked becomes its token, the longest first. */
export function withTokens(text: string, written: readonly Written[]): { text: string; mentions: Mention[] } {
  const byLength = written.toSorted((one, other) => other.label.length - one.label.length)
  const mentions: Mention[] = []
  const sent = byLength.reduce((before, { label, kind, id }) => {
    const after = before.replaceAll(`@${label}`, mentionToken({ kind, id }))
    if (after !== before && mentions.every((known) => known.id !== id)) mentions.push({ kind, id })
    return after
  }, text)
  return { text: sent, mentions }
}

/** The other way round, to edit what was sent. */
export function withLabels(text: string, labelOf: (mention: Mention) => string): { text: string; written: Written[] } {
  const written: Written[] = []
  const words = textParts(text).map((part) => {
    if (part.kind === 'text' || part.kind === 'link') return part.text
    const label = labelOf(part)
    if (written.every((known) => known.id !== part.id)) written.push({ ...part, label })
    return `@${label}`
  })
  return { text: words.join(''), written }
}
