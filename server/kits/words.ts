import { orderBetween } from '#collab/documents/board-write.ts'
import type { PageNode } from '#collab/documents/page.ts'
import type { KitPlan, KitRubric } from './content.ts'

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

/** A lesson stands on the Wednesday of its week until somebody moves it, a step on the Friday. */
const [midweek, endOfWeek] = [2, 4]

interface PlanWords {
  lanes: string[]
  /** In which week (1 is the first), in which lane, for how many hours. */
  lessons: readonly [week: number, lane: number, hours: number, text: string][]
  steps: readonly [week: number, text: string][]
}

/** A plan by its lessons and steps. */
export function planOf({ lanes, lessons, steps }: PlanWords, language: string): KitPlan {
  const thing = (week: number, weekday: number, text: string) => ({
    ...{ text, language, day: (week - 1) * 7 + weekday, startsAt: null, items: [] },
  })
  return {
    lanes,
    things: [
      ...lessons.map(([week, lane, hours, text]) => ({
        ...{ ...thing(week, midweek, text), type: 'session' as const, lane, planned: hours * 60 },
      })),
      ...steps.map(([week, text]) => ({
        ...{ ...thing(week, endOfWeek, text), type: 'step' as const, lane: null, planned: 0 },
      })),
    ],
  }
}

interface RubricWords {
  product: string
  /** What is looked at, then what one sees at each of the four levels. */
  criteria: readonly [words: string, ...levels: string[]][]
}

/** A rubric by its criteria. */
export const rubricOf = ({ product, criteria }: RubricWords): KitRubric => ({
  criteria: criteria.map(([words, ...levels]) => ({ words, levels, item: null })),
  products: [{ title: product, steps: [] }],
})
