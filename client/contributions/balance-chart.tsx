import { useId } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import styles from './contributions.module.css'
import { type Measure, measures } from './measures.ts'

interface BalanceRow {
  id: string
  name: string
  values: Record<Measure, number>
}

interface ChartProps {
  title: string
  rows: readonly BalanceRow[]
}

const [barHeight, barGap, nameHeight, width] = [8, 3, 18, 300]
const rowHeight = nameHeight + measures.length * (barHeight + barGap) + 8

/** Lines and dots tell the measures apart where colours do not. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-made`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="3" height="6" fill="currentColor" />
      </pattern>
      <pattern id={`${id}-messages`} width="6" height="6" patternUnits="userSpaceOnUse">
        <circle cx="3" cy="3" r="1.6" fill="currentColor" />
      </pattern>
    </defs>
  )
}

const fillOf = (id: string, measure: Measure) => (measure === 'letters' ? 'currentColor' : `url(#${id}-${measure})`)

/** How the work of a group is spread, each measure by itself against the most in the group. The table beside it has the numbers. */
export function BalanceChart({ title, rows }: ChartProps) {
  const { t } = useMessages()
  const id = useId()
  const most = (measure: Measure) => Math.max(1, ...rows.map(({ values }) => values[measure]))
  return (
    <figure className={styles.chart}>
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${rows.length * rowHeight}`}
        role="img"
        aria-label={t('contributions.chart', { title })}
      >
        <Patterns id={id} />
        {rows.map((row, at) => (
          <g key={row.id} transform={`translate(0 ${at * rowHeight})`}>
            <text x="0" y="12" className={styles.name}>
              {row.name}
            </text>
            {measures.map((measure, index) => (
              <rect
                key={measure}
                x="0"
                y={nameHeight + index * (barHeight + barGap)}
                width={Math.round((row.values[measure] / most(measure)) * width)}
                height={barHeight}
                fill={fillOf(id, measure)}
                stroke="currentColor"
                strokeWidth={row.values[measure] === 0 ? 0 : 1}
              />
            ))}
          </g>
        ))}
      </svg>
    </figure>
  )
}

/** What each pattern counts. */
export function ChartLegend() {
  const { t } = useMessages()
  const id = useId()
  return (
    <ul role="list" className={styles.legend}>
      {measures.map((measure) => (
        <li key={measure}>
          <svg width="28" height="12" aria-hidden="true">
            <Patterns id={`${id}-${measure}`} />
            <rect x="1" y="1" width="26" height="10" fill={fillOf(`${id}-${measure}`, measure)} stroke="currentColor" />
          </svg>
          {t(`contributions.measure_${measure}`)}
        </li>
      ))}
    </ul>
  )
}
