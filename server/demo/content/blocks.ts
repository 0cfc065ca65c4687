import type { PageMark, PageNode } from '#collab/documents/page.ts'

/** Short words for the demonstration's pages: ProseMirror JSON of the page's schema. */

type Inline = string | PageNode
/** A line of a list, or of a task list where it says whether it is done. */
type Line = Inline | Inline[]

const node = (type: string, content: PageNode[], attrs?: Record<string, unknown>): PageNode => ({
  type,
  ...(attrs === undefined ? {} : { attrs }),
  ...(content.length === 0 ? {} : { content }),
})

const text = (value: string, ...marks: PageMark[]): PageNode => ({
  type: 'text',
  text: value,
  ...(marks.length === 0 ? {} : { marks }),
})

const inlines = (parts: Inline[]) => parts.map((part) => (typeof part === 'string' ? text(part) : part))
const line = (one: Line) => inlines(Array.isArray(one) ? one : [one])

export const bold = (value: string) => text(value, { type: 'bold' })
export const italic = (value: string) => text(value, { type: 'italic' })
export const link = (value: string, href: string) => text(value, { type: 'link', attrs: { href } })
export const coloured = (value: string, index: number) => text(value, { type: 'colour', attrs: { index } })
export const formula = (latex: string) => node('inlineMath', [], { latex })
export const formulaLine = (latex: string) => node('blockMath', [], { latex })
export const mention = (userId: string) => node('mention', [], { userId })
export const rule = node('horizontalRule', [])

/** Blocks whose words are of one language. */
function inLanguage(language: string) {
  const paragraph = (one: Line) => node('paragraph', line(one), { language })
  const heading = (level: number) => (title: string) => node('heading', [text(title)], { level, language })
  const row = (kind: 'tableHeader' | 'tableCell') => (cells: Line[]) =>
    node(
      'tableRow',
      cells.map((cell) => node(kind, [cell === '' ? node('paragraph', []) : paragraph(cell)])),
    )
  return {
    h1: heading(1),
    h2: heading(2),
    h3: heading(3),
    p: (...parts: Inline[]) => paragraph(parts),
    quote: (...parts: Inline[]) => node('blockquote', [paragraph(parts)], { language }),
    bullets: (...lines: Line[]) =>
      node(
        'bulletList',
        lines.map((one) => node('listItem', [paragraph(one)])),
      ),
    steps: (...lines: Line[]) =>
      node(
        'orderedList',
        lines.map((one) => node('listItem', [paragraph(one)])),
      ),
    tasks: (...lines: [isDone: boolean, line: Line][]) =>
      node(
        'taskList',
        lines.map(([checked, one]) => node('taskItem', [paragraph(one)], { checked })),
      ),
    table: (head: Line[], ...rows: Line[][]) =>
      node('table', [row('tableHeader')(head), ...rows.map(row('tableCell'))]),
  }
}

export const fr = inLanguage('fr')
export const de = inLanguage('de')
export const en = inLanguage('en')

/** One person's turn at a page: blocks put at its end, and blocks that take the place of others. */
export interface Turn {
  by: string
  add?: PageNode[]
  change?: [from: PageNode, ...to: PageNode[]][]
  /** The page gets a named version after this turn. */
  version?: string
}

/** How content speaks of people: by the name in the class list, which becomes an id in the page. */
export type Who = (name: string) => PageNode

/** The page after a turn. */
export function takeTurn(page: PageNode[], turn: Turn): PageNode[] {
  const changes = new Map((turn.change ?? []).map(([from, ...to]) => [from, to]))
  return [...page.flatMap((block) => changes.get(block) ?? [block]), ...(turn.add ?? [])]
}
