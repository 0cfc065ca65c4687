import { useQuery } from '@tanstack/react-query'
import {
  type ProjectContribution,
  type ProjectContributions,
  projectContributionsQuery,
} from '#client/data/contributions.ts'
import { peopleQuery } from '#client/data/people.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { fileName, saveFile } from '#client/ui/save-file.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import { BalanceChart, ChartLegend } from './balance-chart.tsx'
import styles from './contributions.module.css'
import { type Line, linesOf } from './lines.ts'
import { columnNames, valueOf } from './measures.ts'

/** How much each person made in all of a project, by groups; a pupil sees their own. Never a score. */
export function ProjectContributions({ projectId }: { projectId: string }) {
  const user = useUser()
  const found = useQuery(projectContributionsQuery(projectId))
  const people = useQuery(peopleQuery(projectId))
  const failed = [found, people].find(({ isError, data }) => isError && data === undefined)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!found.data || !people.data) return <Skeleton of="rows" count={4} />
  if (user.kind === 'pupil') return <Own own={found.data.people[0]} />
  const names = new Map([...people.data.members, ...people.data.former].map(({ userId, name }) => [userId, name]))
  return <All answer={found.data} names={names} />
}

function Own({ own }: { own: ProjectContribution | undefined }) {
  const { t } = useMessages()
  if (own === undefined || own.documents + own.messages === 0)
    return <EmptyState sentence={t('contributions.ownNone')} />
  const { typed, kept, things, cards, strokes, comments, messages } = own
  return (
    <ul role="list" className={styles.own}>
      <li>{t('contributions.ownLetters', { typed, kept })}</li>
      <li>{t('contributions.ownBoards', { things: things + cards, strokes, comments })}</li>
      <li>{t('contributions.ownMessages', { messages })}</li>
    </ul>
  )
}

function All({ answer, names }: { answer: ProjectContributions; names: ReadonlyMap<string, string> }) {
  const { t, locale } = useMessages()
  const words = {
    inNoGroup: t('contributions.inNoGroup'),
    all: t('contributions.totalOfAll'),
    total: (group: string) => t('contributions.total', { group }),
  }
  const lines = linesOf({ answer, names, locale, words })
  const columns = useColumns()
  if (lines.length === 0) return <EmptyState sentence={t('contributions.none')} />
  return (
    <Stack>
      <p>{t('contributions.lead')}</p>
      {answer.uncounted.length > 0 && (
        <Notice
          title={t('contributions.uncounted', { titles: answer.uncounted.map(({ title }) => title).join(', ') })}
        />
      )}
      <ChartLegend />
      <div className={styles.charts}>
        {answer.groups.map(({ id, name }) => (
          <GroupChart
            key={id}
            title={name}
            lines={lines.filter(({ groupId, isTotal }) => groupId === id && !isTotal)}
          />
        ))}
      </div>
      <Table label={t('contributions.title')} columns={columns} rows={lines} rowId={({ id }) => id} />
      <Row>
        <SaveButton lines={lines} />
      </Row>
    </Stack>
  )
}

function GroupChart({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null
  const rows = lines.map((line) => ({
    id: line.id,
    name: line.name,
    values: { letters: valueOf.letters(line), made: valueOf.made(line), messages: valueOf.messages(line) },
  }))
  return <BalanceChart title={title} rows={rows} />
}

function useColumns(): Column<Line>[] {
  const { t, locale } = useMessages()
  const count = new Intl.NumberFormat(regionOf(locale))
  return [
    { id: 'person', label: t('contributions.person'), isRowHeader: true, cell: Name },
    { id: 'group', label: t('contributions.group'), cell: ({ group }) => group },
    ...columnNames.map((name): Column<Line> => ({
      ...{ id: name, label: t(`contributions.column_${name}`), align: 'end' },
      cell: (line) => count.format(line[name]),
    })),
  ]
}

/** A sum is told from those whom it sums up. */
const Name = ({ name, isTotal }: Line) => (isTotal ? <strong>{name}</strong> : name)

function SaveButton({ lines }: { lines: readonly Line[] }) {
  const { t } = useMessages()
  const save = async () => {
    const { default: Papa } = await import('papaparse')
    const rows = lines.map((line) => ({
      [t('contributions.person')]: line.name,
      [t('contributions.group')]: line.group,
      ...Object.fromEntries(columnNames.map((name) => [t(`contributions.column_${name}`), line[name]])),
    }))
    const text = Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' })
    saveFile(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), fileName(t('contributions.title'), 'csv'))
  }
  return <Button onPress={() => void save()}>{t('contributions.file')}</Button>
}
