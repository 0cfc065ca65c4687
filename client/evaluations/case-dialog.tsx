import type { DecisionView, DeliberationView, StandingView } from '#client/data/evaluations.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Table } from '#client/ui/table.tsx'
import { Words } from '#client/ui/words.tsx'
import { DecisionForm } from './decision-form.tsx'
import styles from './evaluations.module.css'
import { type Marked, markedOf, useNumber } from './marks.ts'
import { useWhy } from './why.ts'

interface CaseProps {
  view: DeliberationView
  row: StandingView
}

type Stage = DecisionView['stage']

/** What may be decided about it now; null: nothing. */
function stageOf({ campaign, can, rules }: DeliberationView, { decisions, round, state }: StandingView): Stage | null {
  const own = decisions.filter((one) => one.round === round)
  const isJudged = state === (rules.readers.blind === 0 ? 'submitted' : 'judged')
  if (own.length === 0) return can.decide && isJudged ? 'commission' : null
  const isOver = own.some(({ stage }) => stage === 'appeal') || own[0]?.outcome === 'awarded'
  return !isOver && can.publish && campaign.phase === 'published' && state === 'decided' ? 'appeal' : null
}

/** All about one: what its readers gave, where they differ, what was decided, and what is to be. */
export function CaseDialog({ view, row }: CaseProps) {
  const { t } = useMessages()
  const stage = stageOf(view, row)
  const name = [row.title, row.applicant].filter(Boolean).join(', ')
  const label = t(stage === null ? 'evaluations.look' : `evaluations.decide_${stage}`)
  return (
    <Dialog
      title={name}
      size="l"
      isForWriting={stage !== null}
      trigger={<Button aria-label={`${label}: ${name}`}>{label}</Button>}
    >
      {(close) => (
        <Stack gap="l">
          <Explained view={view} row={row} />
          {row.decisions.map((one) => (
            <Decision key={`${one.round} ${one.stage}`} view={view} decision={one} />
          ))}
          {stage !== null && <DecisionForm view={view} row={row} stage={stage} onDone={close} />}
        </Stack>
      )}
    </Dialog>
  )
}

function Explained({ view, row }: CaseProps) {
  const { t } = useMessages()
  const why = useWhy(view)
  const isIn = row.readings.length > 0 && row.readings.every(({ total }) => total !== null)
  return (
    <Stack>
      <p>{why(row)}</p>
      {row.doDiffer && (
        <Notice tone="warn">
          {t(row.readings.length > 2 ? 'evaluations.differHelpThird' : 'evaluations.differHelp')}
        </Notice>
      )}
      {isIn && <MarksTable view={view} row={row} />}
    </Stack>
  )
}

/** Two steps of the scale apart, or more. */
const isFar = ({ scale: { step } }: Marked, values: readonly number[]) =>
  values.length > 1 && Math.max(...values) - Math.min(...values) >= 2 * step

function MarksTable({ view, row }: CaseProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const number = useNumber()
  const shown = (value: number | null | undefined) =>
    value === undefined ? '–' : value === null ? t('evaluations.notApplicable') : number(value)
  const total = { key: 'total', words: null, marked: null }
  const lines = [
    ...view.rules.criteria.flatMap(markedOf).map((marked) => ({ key: marked.key, words: marked.words, marked })),
    total,
  ]
  return (
    <Table
      label={t('evaluations.marks')}
      rows={lines}
      rowId={({ key }) => key}
      columns={[
        {
          ...{ id: 'criterion', label: t('evaluations.criterion'), isRowHeader: true },
          cell: (line) => (
            <span data-part={line.marked?.isPart} className={styles.name}>
              {line.words === null ? t('evaluations.total') : words(line.words)}
            </span>
          ),
        },
        ...row.readings.map(({ reader, marks, total: sum }) => ({
          ...{ id: String(reader), label: t('evaluations.reader', { number: String(reader) }), align: 'end' as const },
          cell: (line: (typeof lines)[number]) => (line.marked === null ? shown(sum) : shown(marks[line.key])),
        })),
        {
          ...{ id: 'apart', label: t('evaluations.apart'), align: 'end' },
          cell: ({ key, marked }) => {
            const values = row.readings.flatMap(({ marks, total: sum }) => (marked === null ? sum : marks[key]) ?? [])
            const apart = values.length < 2 ? null : Math.max(...values) - Math.min(...values)
            if (apart === null) return '–'
            return marked !== null && isFar(marked, values) ? (
              <strong className={styles.far}>{number(apart)}</strong>
            ) : (
              number(apart)
            )
          },
        },
        {
          ...{ id: 'result', label: t('evaluations.counts'), align: 'end' },
          cell: ({ key, marked }) => (
            <strong>{marked === null ? shown(row.points) : shown(row.byCriterion[key])}</strong>
          ),
        },
      ]}
    />
  )
}

function Decision({ view, decision }: { view: DeliberationView; decision: DecisionView }) {
  const { t, locale } = useMessages()
  const nameOf = useCriterionName(view)
  const { stage, outcome, decidedAt, reason, place, feedback } = decision
  return (
    <section className={styles.decision}>
      <h3>
        {t(`evaluations.stage_${stage}`)}: {t(`evaluations.outcome_${outcome}`)}
      </h3>
      <p className={styles.quiet}>
        {formatMoment(decidedAt, locale)}
        {place !== null && ` · ${t('evaluations.placeLine', { place: String(place) })}`}
      </p>
      {reason !== '' && <Words>{reason}</Words>}
      {Object.entries(feedback).map(([criterion, said]) => (
        <div key={criterion}>
          <strong>{nameOf(criterion)}</strong>
          <Words>{said}</Words>
        </div>
      ))}
    </section>
  )
}

function useCriterionName({ rules }: DeliberationView) {
  const words = useInLanguages()
  return (key: string) => {
    const [id, partId] = key.split('.')
    const criterion = rules.criteria.find((one) => one.id === id)
    const part = criterion?.parts.find((one) => one.id === partId)
    return words((part ?? criterion)?.words ?? null) || key
  }
}
