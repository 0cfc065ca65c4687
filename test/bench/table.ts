import type { ContenderName } from './contenders.ts'

/** One line of the table: a figure of each contender, and what is asked of ours. */
export interface Line {
  row: string
  what: string
  unit: string
  figures: Partial<Record<ContenderName, number | string | null>>
  /** `at most` this part of what the other has; or `at least` so many times; or a limit in the line's own unit. */
  goals: Goal[]
  /** What has to be known to read the figures. */
  notes: string[]
}

export interface Goal {
  than: ContenderName | null
  is: 'at most' | 'at least' | 'below'
  limit: number
}

const ours: ContenderName = 'préau'
const names: ContenderName[] = [
  'excalidraw',
  'bare ws',
  'bare page',
  'y-websocket',
  'hocuspocus',
  'préau',
  'préau, no store',
]

/** The middle of several runs; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return Number.NaN
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

export function judgements({ figures, goals }: Line): { text: string; isMet: boolean | null }[] {
  return goals.map(({ than, is, limit }) => {
    const own = figures[ours]
    const other = than === null ? 1 : figures[than]
    const goal = `${is === 'at least' ? '≥' : is === 'below' ? '<' : '≤'} ${limit}${than === null ? '' : `× ${than}`}`
    if (typeof own !== 'number' || typeof other !== 'number') return { text: `${goal}: not measured`, isMet: null }
    const ratio = own / other
    const isMet = is === 'at least' ? ratio >= limit : is === 'below' ? ratio < limit : ratio <= limit
    const shown = than === null ? '' : `${ratio.toFixed(ratio < 1 ? 3 : 2)}×, goal `
    return { text: `${shown}${goal}: ${isMet ? 'met' : 'not met'}`, isMet }
  })
}

/** Where a person waits, they see what for. */
export const progress = (text: string) => void process.stderr.write(`${text}\n`)

export function print(lines: Line[]): void {
  const present = names.filter((name) => lines.some(({ figures }) => figures[name] !== undefined))
  const head = ['row', 'what', ...present, 'ratio and goal']
  const body = lines.flatMap((line) => {
    const said = judgements(line).map(({ text }) => text)
    const first = [
      line.row,
      `${line.what}, ${line.unit}`,
      ...present.map((name) => cell(line.figures[name])),
      said[0] ?? '',
    ]
    const further = said.slice(1).map((text) => ['', '', ...present.map(() => ''), text])
    return [first, ...further]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => [...(cells[column] ?? '')].length)))
  for (const cells of [head, widths.map((width) => '-'.repeat(width)), ...body])
    console.log(`| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  for (const { row, notes } of lines) for (const note of notes) console.log(`${row}: ${note}`)
}

function cell(value: number | string | null | undefined): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'string') return value
  if (Number.isNaN(value)) return 'none'
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
