import { orderBetween } from '#collab/documents/board-write.ts'
import type { PageNode } from '#collab/documents/page.ts'

const beginnings = [
  { sign: '# ', list: null },
  { sign: '- ', list: 'bulletList', item: 'listItem' },
  { sign: '[ ] ', list: 'taskList', item: 'taskItem' },
] as const

const text = (words: string): PageNode => ({ type: 'text', text: words })

/**
 * A page line by line: "# " begins a heading, "- " a line of a list, "[ ] " a thing to do, all else is a paragraph. Lines of one
 * kind that follow each other are one list.
 */
export function blocksOf(lines: readonly string[], language: string): PageNode[] {
  const blocks: PageNode[] = []
  const paragraph = (words: string): PageNode => ({ type: 'paragraph', attrs: { language }, content: [text(words)] })
  for (const line of lines) {
    const begun = beginnings.find(({ sign }) => line.startsWith(sign))
    const words = line.slice(begun?.sign.length ?? 0)
    if (begun === undefined) blocks.push(paragraph(words))
    else if (begun.list === null)
      blocks.push({ type: 'heading', attrs: { level: 2, language }, content: [text(words)] })
    else {
      const item: PageNode = {
        type: begun.item,
        ...(begun.item === 'taskItem' ? { attrs: { checked: false } } : {}),
        content: [paragraph(words)],
      }
      const last = blocks.at(-1)
      if (last?.type === begun.list) last.content?.push(item)
      else blocks.push({ type: begun.list, content: [item] })
    }
  }
  return blocks
}

/** A wall by its columns, with the cards of each. */
export function wallOf(columns: Record<string, string[]>, language: string) {
  let order: string | null = null
  const next = () => (order = orderBetween(order, null))
  const objects = Object.entries(columns).flatMap(([title, cards], at) => [
    { id: `c${at}`, type: 'column', order: next(), colour: (at % 7) + 1, text: title, language },
    ...cards.map((words, card) => ({
      ...{ id: `c${at}-${card}`, type: 'card', order: next(), parent: `c${at}`, text: words, language },
    })),
  ])
  return { type: 'board', layout: 'columns', objects }
}
