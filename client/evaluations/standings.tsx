import type { DeliberationView, StandingView } from '#client/data/evaluations.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Table } from '#client/ui/table.tsx'
import { CaseDialog } from './case-dialog.tsx'
import styles from './evaluations.module.css'
import { useNumber } from './marks.ts'
import { SendBack } from './send-back.tsx'
import { useWhy } from './why.ts'

interface StandingsProps {
  view: DeliberationView
  rows: readonly StandingView[]
}

type Part = [StandingView, ...StandingView[]]

/** They come in their order: a new part begins where the class or the line is another. */
function partsOf(rows: readonly StandingView[]): Part[] {
  const parts: Part[] = []
  for (const row of rows) {
    const last = parts.at(-1)
    if (last && last[0].ageClass === row.ageClass && last[0].line === row.line) last.push(row)
    else parts.push([row])
  }
  return parts
}

/** In their order, parted where a line of the rules is drawn. */
export function Standings({ view, rows }: StandingsProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const { classes } = view.rules
  const helpOf = ({ line }: StandingView) =>
    line === 'inside'
      ? t('evaluations.lineHelp_inside', { places: view.places ?? 0 })
      : t(`evaluations.lineHelp_${line}`)
  return (
    <Stack gap="l">
      {partsOf(rows).map((own) => {
        const [first] = own
        const ofClass = classes.find(({ id }) => id === first.ageClass)
        const title = [ofClass && words(ofClass.words), t(`evaluations.line_${first.line}`)].filter(Boolean).join(': ')
        return (
          <section key={`${first.ageClass ?? ''} ${first.line}`} className={styles.group} data-line={first.line}>
            <h2>{title}</h2>
            <p className={styles.quiet}>{helpOf(first)}</p>
            <StandingTable view={view} rows={own} label={title} />
          </section>
        )
      })}
    </Stack>
  )
}

function StandingTable({ view, rows, label }: StandingsProps & { label: string }) {
  const { t } = useMessages()
  const number = useNumber()
  const why = useWhy(view)
  return (
    <Table
      label={label}
      rows={rows}
      rowId={({ applicationId }) => applicationId}
      columns={[
        { id: 'rank', label: t('evaluations.rank'), cell: ({ rank }) => rank ?? '–' },
        {
          ...{ id: 'name', label: t('evaluations.application'), isRowHeader: true },
          cell: ({ title, applicant }) => <bdi>{[title, applicant].filter(Boolean).join(', ')}</bdi>,
        },
        {
          ...{ id: 'points', label: t('evaluations.pointsShort'), align: 'end' },
          cell: ({ points }) => (points === null ? '–' : number(points)),
        },
        { id: 'why', label: t('evaluations.why'), cell: (row) => why(row) },
        { id: 'decision', label: t('evaluations.decision'), cell: (row) => <Decided row={row} /> },
        {
          ...{ id: 'actions', label: t('campaigns.actions'), isLabelHidden: true, align: 'end' },
          cell: (row) => (
            <Row gap="s">
              <CaseDialog view={view} row={row} />
              {row.isReturnable && <SendBack row={row} />}
            </Row>
          ),
        },
      ]}
    />
  )
}

const tones = { awarded: 'brand', refused: 'neutral', second: 'sun' } as const

function Decided({ row: { decisions, round, doDiffer } }: { row: StandingView }) {
  const { t } = useMessages()
  const last = decisions.findLast((one) => one.round === round)
  return (
    <Row gap="s">
      {last && <Badge tone={tones[last.outcome]}>{t(`evaluations.outcome_${last.outcome}`)}</Badge>}
      {last?.stage === 'appeal' && <Badge>{t('evaluations.appeal')}</Badge>}
      {!last && doDiffer && <Badge tone="warn">{t('evaluations.differ')}</Badge>}
      {!last && !doDiffer && '–'}
    </Row>
  )
}
