import { type KeyboardEvent, useRef } from 'react'
import { useJudge } from '#client/data/judgements.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import { type CellPlace, Grid, GridCell } from './grid.tsx'
import { type At, useGridKeys } from './grid-keys.ts'
import { JudgePanel } from './judge-panel.tsx'
import styles from './judgements.module.css'
import { asLevel } from './level-faces.tsx'
import { cellOf, criteriaNow, ownPupils, type Place } from './place.ts'

/** From cell to cell by arrows, and judging by figures. */
function useCellKeys(place: Place) {
  const errorText = useErrorText()
  const judge = useJudge(place.projectId)
  const [pupils, criteria] = [ownPupils(place), criteriaNow(place)]
  const { goByKey, ...grid } = useGridKeys(pupils.length, criteria.length)
  const [pupil, criterion] = [pupils[grid.at.row], criteria[grid.at.column]]
  const onKeyDown = (event: KeyboardEvent) => {
    const level = asLevel(Number(event.key))
    if (goByKey(event) || event.ctrlKey || event.altKey || event.metaKey) return
    if (level === null || !pupil || !criterion) return
    // What was written is kept: a key changes the level alone.
    const { words = '', extracts = [] } = cellOf(place, pupil.userId, criterion.id).own ?? {}
    runChange(
      judge,
      { pupil: pupil.userId, criterion: criterion.id, level, words, extracts },
      { onError: (error) => toast(errorText(error).text, { tone: 'problem' }) },
    )
  }
  return { ...grid, onKeyDown }
}

/** Pupils by criteria. Arrows go from cell to cell, 1 to 4 judge, Enter opens what is beside it. */
export function JudgeTab(place: Place) {
  const { t } = useMessages()
  const [pupils, criteria] = [ownPupils(place), criteriaNow(place)]
  const { at, setAt, go, table, onKeyDown } = useCellKeys(place)
  const panel = useRef<HTMLDivElement>(null)
  const [pupil, criterion] = [pupils[at.row], criteria[at.column]]
  const open = (next: At) => {
    setAt(next)
    panel.current?.focus()
  }
  const heads = [['pupil', t('judgements.pupil')] as const, ...criteria.map(({ id, words }) => [id, words] as const)]
  return (
    <Grid
      {...{ heads, table, onKeyDown, panel }}
      label={t('judgements.gridLabel')}
      hint={t('judgements.keys')}
      beside={
        pupil &&
        criterion && (
          <JudgePanel key={`${pupil.userId} ${criterion.id}`} {...{ place, pupil, criterion }} onBack={() => go(at)} />
        )
      }
    >
      {pupils.map((one, row) => (
        <tr key={one.userId}>
          <th scope="row">{one.name}</th>
          {criteria.map((each, column) => (
            <Judged
              key={each.id}
              {...{ place, pupil: one, criterion: each }}
              at={{ row, column }}
              isHere={row === at.row && column === at.column}
              onCome={setAt}
              onOpen={open}
            />
          ))}
        </tr>
      ))}
    </Grid>
  )
}

interface JudgedProps extends CellPlace {
  place: Place
  pupil: ReturnType<typeof ownPupils>[number]
  criterion: ReturnType<typeof criteriaNow>[number]
}

function Judged({ place, pupil, criterion, ...cell }: JudgedProps) {
  const { t } = useMessages()
  const { own, others, agreement } = cellOf(place, pupil.userId, criterion.id)
  const state = agreement ? 'agreed' : others.length > 0 ? 'both' : own ? 'own' : 'none'
  const shown = agreement?.level ?? own?.level ?? null
  const level = asLevel(shown)
  return (
    <GridCell {...cell} state={state} about={`${pupil.name}, ${criterion.words}, `}>
      {level ?? (agreement ? '≠' : '·')}
      {state === 'both' && <span className={styles.other}> {others.map((one) => one.level).join(' ')}</span>}
      <span className="visually-hidden">
        {level !== null && `, ${t(`judgements.level_${level}`)}`}
        {`, ${t(`judgements.state_${state}`)}`}
      </span>
    </GridCell>
  )
}
