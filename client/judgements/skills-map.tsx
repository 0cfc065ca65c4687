import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Skills, skillsQuery } from '#client/data/judgements-skills.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useGridKeys } from './grid-keys.ts'
import styles from './judgements.module.css'
import type { Place } from './place.ts'
import { SkillDetail } from './skill-detail.tsx'
import { GroupCell, SessionsCell } from './skill-cells.tsx'
import { groupsOf, hasGap, isUsed, linesOf, type MapGroup, type SkillLine } from './skills.ts'

const choices = ['used', 'gaps', 'all'] as const
type Choice = (typeof choices)[number]

/** Lines of frameworks by lessons and by groups: where each is worked on, in which groups it was seen, and what is nowhere. */
export function SkillsMap(place: Place) {
  const { data, error, refetch } = useQuery(skillsQuery(place.projectId))
  if (data) return <Whole place={place} skills={data} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Skeleton of="rows" count={6} />
}

function Whole({ place, skills }: { place: Place; skills: Skills }) {
  const { t, locale } = useMessages()
  const [choice, setChoice] = useState<Choice>('used')
  const groups = groupsOf(place, t('judgements.withoutGroup'))
  const all = linesOf(place, skills, locale)
  const shown: Record<Choice, SkillLine[]> = {
    used: all.filter(isUsed),
    gaps: all.filter((line) => hasGap(place, line, groups)),
    all,
  }
  return (
    <Stack>
      <p>{t('judgements.mapLead')}</p>
      <Select
        label={t('judgements.mapShown')}
        options={choices.map((id) => ({ id, label: t(`judgements.map_${id}`, { count: shown[id].length }) }))}
        value={choice}
        onChange={setChoice}
      />
      {shown[choice].length === 0 ? (
        <EmptyState sentence={t('judgements.mapNone')} />
      ) : (
        <MapGrid key={choice} {...{ place, groups }} planId={skills.planId} lines={shown[choice]} />
      )}
    </Stack>
  )
}

interface GridProps {
  place: Place
  groups: readonly MapGroup[]
  planId: string | null
  lines: readonly SkillLine[]
}

/** Arrows go from cell to cell; what a cell stands for is beside it. */
function MapGrid({ place, groups, planId, lines }: GridProps) {
  const { t } = useMessages()
  const { at, setAt, go, goByKey, table } = useGridKeys(lines.length, groups.length + 1)
  const panel = useRef<HTMLDivElement>(null)
  const line = lines[at.row]
  const cellAt = (row: number, column: number) => ({
    at: { row, column },
    isHere: row === at.row && column === at.column,
    onCome: setAt,
    onOpen: () => {
      setAt({ row, column })
      panel.current?.focus()
    },
  })
  return (
    <div className={styles.judging}>
      <div className={styles.gridPart}>
        <p className={styles.hint}>{t('judgements.mapKeys')}</p>
        <div className={styles.scroller}>
          <table
            ref={table}
            className={styles.grid}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- one moves in it by arrows, cell by cell: that is what a grid is
            role="grid"
            aria-label={t('judgements.map')}
            onKeyDown={goByKey}
          >
            <thead>
              <tr>
                <th scope="col">{t('judgements.skill')}</th>
                <th scope="col">{t('judgements.inSessions')}</th>
                {groups.map(({ id, name }) => (
                  <th key={id} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((one, row) => (
                <tr key={one.id}>
                  <th scope="row" className={styles.skill}>
                    <SkillWords line={one} />
                  </th>
                  <SessionsCell line={one} {...cellAt(row, 0)} />
                  {groups.map((group, column) => (
                    <GroupCell key={group.id} {...{ place, group }} line={one} {...cellAt(row, column + 1)} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <div ref={panel} tabIndex={-1} className={styles.panel}>
        {line && (
          <SkillDetail {...{ place, line, planId }} group={groups[at.column - 1] ?? null} onBack={() => go(at)} />
        )}
      </div>
    </div>
  )
}

function SkillWords({ line: { code, words, lang } }: { line: SkillLine }) {
  return (
    <>
      {code !== '' && `${code} `}
      <span {...(lang === null ? {} : { lang })}>{words}</span>
    </>
  )
}
