import { useQuery } from '@tanstack/react-query'
import { ApiError } from '#client/api.ts'
import { type Contribution, contributionsQuery } from '#client/data/versions.ts'
import type { DocumentView } from '#client/data/documents.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { SheetButton } from '#client/sheets/sheet-button.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { fileName, saveFile } from '#client/ui/save-file.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import styles from './contributions.module.css'
import type { People } from './version-people.ts'

interface ContributionsProps {
  page: DocumentView
  people: People
}

interface Answer {
  people: Contribution[]
  /** All that the page shows. */
  letters: number
}

/** What a person is called who wrote here; what nobody wrote came with the page. */
function useNameOf(people: People) {
  const { t } = useMessages()
  return ({ userId }: Contribution) =>
    userId === null ? t('versions.contributionsServer') : (people.get(userId)?.name ?? t('versions.somebody'))
}

function Person({ of, people, name }: { of: Contribution; people: People; name: string }) {
  const person = people.get(of.userId ?? '')
  return (
    <span className={styles.person}>
      <Avatar name={name} colour={person?.paletteIndex ?? 1} shape={person?.shape ?? 0} size="s" />
      {name}
    </span>
  )
}

const shareOf = ({ kept }: Contribution, letters: number) => (letters === 0 ? 0 : kept / letters)

function useColumns({ letters }: Answer, people: People): Column<Contribution>[] {
  const { t, locale } = useMessages()
  const nameOf = useNameOf(people)
  const count = new Intl.NumberFormat(regionOf(locale))
  const percent = new Intl.NumberFormat(regionOf(locale), { style: 'percent' })
  const counted = (id: 'kept' | 'typed' | 'removed' | 'days', label: string): Column<Contribution> => ({
    ...{ id, label, align: 'end' },
    cell: (row) => count.format(row[id]),
  })
  return [
    {
      ...{ id: 'person', label: t('versions.contributionsPerson'), isRowHeader: true },
      cell: (row) => <Person of={row} people={people} name={nameOf(row)} />,
    },
    counted('kept', t('versions.contributionsKept')),
    {
      ...{ id: 'share', label: t('versions.contributionsShare'), align: 'end' },
      cell: (row) => (
        <span className={styles.share}>
          <meter min={0} max={1} value={shareOf(row, letters)} aria-hidden="true" />
          {percent.format(shareOf(row, letters))}
        </span>
      ),
    },
    counted('typed', t('versions.contributionsTyped')),
    counted('removed', t('versions.contributionsRemoved')),
    counted('days', t('versions.contributionsDays')),
  ]
}

function AllOf({ answer, page, people }: ContributionsProps & { answer: Answer }) {
  const { t } = useMessages()
  const nameOf = useNameOf(people)
  const columns = useColumns(answer, people)
  const rows = answer.people.toSorted((one, other) => other.kept - one.kept || other.typed - one.typed)
  const save = async () => {
    const { default: Papa } = await import('papaparse')
    const lines = rows.map((row) => ({
      [t('versions.contributionsPerson')]: nameOf(row),
      [t('versions.contributionsKept')]: row.kept,
      [t('versions.contributionsTyped')]: row.typed,
      [t('versions.contributionsRemoved')]: row.removed,
      [t('versions.contributionsDays')]: row.days,
    }))
    const text = Papa.unparse(lines, { escapeFormulae: true, newline: '\r\n' })
    saveFile(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), fileName(page.title, 'csv'))
  }
  if (rows.length === 0) return <EmptyState sentence={t('versions.contributionsNone')} />
  return (
    <>
      <p>{t('versions.contributionsLead')}</p>
      <Table
        label={t('versions.contributions')}
        columns={columns}
        rows={rows}
        rowId={({ userId }) => userId ?? 'nobody'}
      />
      <Row>
        <Button onPress={() => void save()}>{t('versions.contributionsFile')}</Button>
        <ContributionsSheet page={page} />
      </Row>
    </>
  )
}

/** The same on paper. */
function ContributionsSheet({ page }: { page: DocumentView }) {
  return <SheetButton of={{ contributions: page.id }} name={page.title} />
}

function Own({ people, page }: Answer & { page: DocumentView }) {
  const { t } = useMessages()
  const [own] = people
  if (own === undefined) return <EmptyState sentence={t('versions.contributionsOwnNone')} />
  return (
    <Stack>
      <p>{t('versions.contributionsOwn', { typed: own.typed, kept: own.kept })}</p>
      <Row>
        <ContributionsSheet page={page} />
      </Row>
    </Stack>
  )
}

function Shown(props: ContributionsProps) {
  const { page } = props
  const user = useUser()
  const { data, error, refetch } = useQuery(contributionsQuery(page.id))
  if (data) return page.can.manage ? <AllOf {...props} answer={data} /> : <Own {...data} page={page} />
  // What is too large stays so.
  const isRefused = error instanceof ApiError && error.code === 'conflict'
  if (error) return <ErrorState error={error} {...(isRefused ? {} : { onRetry: () => void refetch() })} />
  return <Skeleton of="rows" count={user.kind === 'pupil' ? 1 : 4} />
}

/** How much each person wrote in a page, for teachers; for others, how much they did themselves. */
export function Contributions(props: ContributionsProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t('versions.contributions')} trigger={<Button>{t('versions.contributions')}</Button>} size="l">
      {() => <Shown {...props} />}
    </Dialog>
  )
}
