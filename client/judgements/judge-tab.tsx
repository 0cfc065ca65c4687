import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useJudge } from '#client/data/judgements.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import { JudgePanel } from './judge-panel.tsx'
import styles from './judgements.module.css'
import { asLevel } from './level-faces.tsx'
import { cellOf, criteriaNow, ownPupils, type Place } from './place.ts'

interface At {
  row: number
  column: number
}

const steps: Readonly<Record<string, At>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
}

/** From cell to cell by arrows, and judging by figures. */
function useCellKeys(
  place: Place,
  { row, column }: At,
  onGo: (at: At) => void,
  table: RefObject<HTMLTableElement | null>,
) {
  const errorText = useErrorText()
  const judge = useJudge(place.projectId)
  const [pupils, criteria] = [ownPupils(place), criteriaNow(place)]
  const [pupil, criterion] = [pupils[row], criteria[column]]
  const go = (next: At) => {
    onGo(next)
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const level = asLevel(Number(event.key))
    if (step) {
      event.preventDefault()
      const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))
      return go({ row: clamp(row + step.row, pupils.length), column: clamp(column + step.column, criteria.length) })
    }
    if (event.ctrlKey || event.altKey || event.metaKey || level === null || !pupil || !criterion) return
    // What was written is kept: a key changes the level alone.
    const { words = '', extracts = [] } = cellOf(place, pupil.userId, criterion.id).own ?? {}
    runChange(
      judge,
      { pupil: pupil.userId, criterion: criterion.id, level, words, extracts },
      { onError: (error) => toast(errorText(error).text, { tone: 'problem' }) },
    )
  }
  return { go, onKeyDown }
}

/** Pupils by criteria. Arrows go from cell to cell, 1 to 4 judge, Enter opens what is beside it. */
export function JudgeTab(place: Place) {
  const { t } = useMessages()
  const [pupils, criteria] = [ownPupils(place), criteriaNow(place)]
  const [at, setAt] = useState<At>({ row: 0, column: 0 })
  const table = useRef<HTMLTableElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const row = Math.min(at.row, pupils.length - 1)
  const column = Math.min(at.column, criteria.length - 1)
  const [pupil, criterion] = [pupils[row], criteria[column]]

  const { go, onKeyDown } = useCellKeys(place, { row, column }, setAt, table)
  const open = (next: At) => {
    setAt(next)
    panel.current?.focus()
  }
  return (
    <div className={styles.judging}>
      <div className={styles.gridPart}>
        <p className={styles.hint}>{t('judgements.keys')}</p>
        <div className={styles.scroller}>
          <table
            ref={table}
            className={styles.grid}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- one moves in it by arrows, cell by cell: that is what a grid is
            role="grid"
            aria-label={t('judgements.gridLabel')}
            onKeyDown={onKeyDown}
          >
            <thead>
              <tr>
                <th scope="col">{t('judgements.pupil')}</th>
                {criteria.map((one) => (
                  <th key={one.id} scope="col">
                    {one.words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {pupils.map((one, rowAt) => (
                <tr key={one.userId}>
                  <th scope="row">{one.name}</th>
                  {criteria.map((each, columnAt) => (
                    <GridCell
                      key={each.id}
                      {...{ place, pupil: one, criterion: each }}
                      at={{ row: rowAt, column: columnAt }}
                      isHere={rowAt === row && columnAt === column}
                      onCome={setAt}
                      onOpen={open}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <div ref={panel} tabIndex={-1} className={styles.panel}>
        {pupil && criterion && (
          <JudgePanel
            key={`${pupil.userId} ${criterion.id}`}
            {...{ place, pupil, criterion }}
            onBack={() => go({ row, column })}
          />
        )}
      </div>
    </div>
  )
}

interface GridCellProps {
  place: Place
  pupil: ReturnType<typeof ownPupils>[number]
  criterion: ReturnType<typeof criteriaNow>[number]
  at: At
  isHere: boolean
  onCome: (at: At) => void
  onOpen: (at: At) => void
}

function GridCell({ place, pupil, criterion, at, isHere, onCome, onOpen }: GridCellProps) {
  const { t } = useMessages()
  const { own, others, agreement } = cellOf(place, pupil.userId, criterion.id)
  const state = agreement ? 'agreed' : others.length > 0 ? 'both' : own ? 'own' : 'none'
  const shown = agreement?.level ?? own?.level ?? null
  const level = asLevel(shown)
  return (
    <td role="gridcell">
      <button
        type="button"
        className={styles.cell}
        data-at={`${at.row} ${at.column}`}
        data-state={state}
        tabIndex={isHere ? 0 : -1}
        aria-current={isHere || undefined}
        onFocus={() => onCome(at)}
        onClick={() => onOpen(at)}
      >
        <span className="visually-hidden">{`${pupil.name}, ${criterion.words}, `}</span>
        {level ?? (agreement ? '≠' : '·')}
        {state === 'both' && <span className={styles.other}> {others.map((one) => one.level).join(' ')}</span>}
        <span className="visually-hidden">
          {level !== null && `, ${t(`judgements.level_${level}`)}`}
          {`, ${t(`judgements.state_${state}`)}`}
        </span>
      </button>
    </td>
  )
}
