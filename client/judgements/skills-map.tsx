import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Skills, skillsQuery } from '#client/data/judgements-skills.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Grid } from './grid.tsx'
import { type At, useGridKeys } from './grid-keys.ts'
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

interface MapGridProps {
  place: Place
  groups: readonly MapGroup[]
  planId: string | null
  lines: readonly SkillLine[]
}

function MapGrid({ place, groups, planId, lines }: MapGridProps) {
  const { t } = useMessages()
  const { at, setAt, go, goByKey, table } = useGridKeys(lines.length, groups.length + 1)
  const panel = useRef<HTMLDivElement>(null)
  const line = lines[at.row]
  const open = (next: At) => {
    setAt(next)
    panel.current?.focus()
  }
  const cellAt = (row: number, column: number) => ({
    at: { row, column },
    isHere: row === at.row && column === at.column,
    onCome: setAt,
    onOpen: open,
  })
  const heads = [
    ['skill', t('judgements.skill')] as const,
    ['sessions', t('judgements.inSessions')] as const,
    ...groups.map(({ id, name }) => [id, name] as const),
  ]
  return (
    <Grid
      {...{ heads, table, panel }}
      onKeyDown={goByKey}
      label={t('judgements.map')}
      hint={t('judgements.mapKeys')}
      beside={
        line && <SkillDetail {...{ place, line, planId }} group={groups[at.column - 1] ?? null} onBack={() => go(at)} />
      }
    >
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
    </Grid>
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
