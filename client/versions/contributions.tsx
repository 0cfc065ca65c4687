import { useQuery } from '@tanstack/react-query'
import { ApiError } from '#client/api.ts'
import { type Contribution, type Contributions as Answer, contributionsQuery } from '#client/data/versions.ts'
import type { DocumentView } from '#client/data/documents.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { KeepButton } from '#client/session/keep-button.tsx'
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

/** A row of the table and of the file: a person, or a group with what its people made. */
interface ShownRow extends Pick<Contribution, Exclude<Counted, 'days'>> {
  id: string
  name: string
  /** Null of a group: days of several are no sum. */
  days: number | null
  userId: string | null
  isTotal: boolean
}

/** People by how much is theirs, what nobody wrote, which came with the page, and then the groups. */
function useRows({ people: counted, groups }: Answer, people: People): ShownRow[] {
  const { t } = useMessages()
  const nameOf = (userId: string | null) =>
    userId === null ? t('versions.contributionsServer') : (people.get(userId)?.name ?? t('versions.somebody'))
  const rows = counted
    .toSorted((one, other) => other.kept - one.kept || other.typed - one.typed)
    .map((one) => ({ ...one, id: one.userId ?? 'nobody', name: nameOf(one.userId), isTotal: false }))
  const isGrouped = groups.some(({ groupId }) => groupId !== null)
  const totals = (isGrouped ? groups : []).map(({ groupId, name, ...counts }) => {
    const group = groupId === null ? t('contributions.inNoGroup') : name
    const words = { id: `total ${groupId}`, name: t('contributions.total', { group }) }
    return { ...counts, ...words, days: null, userId: null, isTotal: true }
  })
  return [...rows, ...totals]
}

function Person({ row: { userId, name, isTotal }, people }: { row: ShownRow; people: People }) {
  const person = people.get(userId ?? '')
  if (isTotal) return <strong>{name}</strong>
  return (
    <span className={styles.person}>
      <Avatar name={name} colour={person?.paletteIndex ?? 1} shape={person?.shape ?? 0} size="s" />
      {name}
    </span>
  )
}

const shareOf = ({ kept }: Pick<Contribution, 'kept'>, letters: number) => (letters === 0 ? 0 : kept / letters)

type Counted = 'kept' | 'typed' | 'removed' | 'days' | 'things' | 'cards' | 'strokes' | 'comments' | 'changed'

/** What is counted, in this order: of a page its letters, of a board what lies on it. */
function useCounted(isPage: boolean): { id: Counted; label: string }[] {
  const { t } = useMessages()
  const days = { id: 'days' as const, label: t('versions.contributionsDays') }
  const onBoard = ['things', 'cards', 'strokes', 'comments', 'changed', 'kept'] as const
  if (!isPage) return [...onBoard.map((id) => ({ id, label: t(`contributions.column_${id}`) })), days]
  return [
    { id: 'kept', label: t('versions.contributionsKept') },
    { id: 'typed', label: t('versions.contributionsTyped') },
    { id: 'removed', label: t('versions.contributionsRemoved') },
    days,
  ]
}

function useColumns({ letters }: Answer, { page, people }: ContributionsProps): Column<ShownRow>[] {
  const { t, locale } = useMessages()
  const count = new Intl.NumberFormat(regionOf(locale))
  const percent = new Intl.NumberFormat(regionOf(locale), { style: 'percent' })
  const [first, ...others] = useCounted(page.kind === 'page').map(({ id, label }): Column<ShownRow> => ({
    ...{ id, label, align: 'end' },
    cell: (row) => (row[id] === null ? '–' : count.format(row[id])),
  }))
  const share: Column<ShownRow> = {
    ...{ id: 'share', label: t('versions.contributionsShare'), align: 'end' },
    cell: (row) => (
      <span className={styles.share}>
        <meter min={0} max={1} value={shareOf(row, letters)} aria-hidden="true" />
        {percent.format(shareOf(row, letters))}
      </span>
    ),
  }
  return [
    {
      ...{ id: 'person', label: t('versions.contributionsPerson'), isRowHeader: true },
      cell: (row) => <Person {...{ row, people }} />,
    },
    ...(first === undefined ? [] : [first]),
    ...(page.kind === 'page' ? [share] : []),
    ...others,
  ]
}

function AllOf({ answer, ...props }: ContributionsProps & { answer: Answer }) {
  const { page, people } = props
  const { t } = useMessages()
  const isPage = page.kind === 'page'
  const columns = useColumns(answer, props)
  const counted = useCounted(isPage)
  const rows = useRows(answer, people)
  const save = async () => {
    const { default: Papa } = await import('papaparse')
    const lines = rows.map((row) => ({
      [t('versions.contributionsPerson')]: row.name,
      ...Object.fromEntries(counted.map(({ id, label }) => [label, row[id] ?? ''])),
    }))
    const text = Papa.unparse(lines, { escapeFormulae: true, newline: '\r\n' })
    saveFile(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), fileName(page.title, 'csv'))
  }
  if (rows.length === 0)
    return <EmptyState sentence={t(isPage ? 'versions.contributionsNone' : 'contributions.boardNone')} />
  return (
    <>
      <p>{t(isPage ? 'versions.contributionsLead' : 'contributions.boardLead')}</p>
      <Table label={titleOf(t, page)} columns={columns} rows={rows} rowId={({ id }) => id} />
      <Row>
        <Button onPress={() => void save()}>{t('versions.contributionsFile')}</Button>
        {isPage && <ContributionsSheet page={page} />}
        <KeepButton source={{ figures: page.id }} />
      </Row>
    </>
  )
}

const titleOf = (t: ReturnType<typeof useMessages>['t'], { kind }: Pick<DocumentView, 'kind'>) =>
  t(kind === 'page' ? 'versions.contributions' : 'contributions.title')

/** The same on paper. */
function ContributionsSheet({ page }: { page: DocumentView }) {
  return <SheetButton of={{ contributions: page.id }} name={page.title} />
}

function Own({ answer, page }: Pick<ContributionsProps, 'page'> & { answer: Answer }) {
  const { t } = useMessages()
  const [own] = answer.people
  const isPage = page.kind === 'page'
  if (own === undefined)
    return <EmptyState sentence={t(isPage ? 'versions.contributionsOwnNone' : 'contributions.ownNone')} />
  const { typed, kept, things, cards, strokes, comments } = own
  if (!isPage) return <p>{t('contributions.ownBoards', { things: things + cards, strokes, comments })}</p>
  return (
    <Stack>
      <p>{t('versions.contributionsOwn', { typed, kept })}</p>
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
  if (data) return page.can.manage ? <AllOf {...props} answer={data} /> : <Own page={page} answer={data} />
  // What is too large stays so.
  const isRefused = error instanceof ApiError && error.code === 'conflict'
  if (error) return <ErrorState error={error} {...(isRefused ? {} : { onRetry: () => void refetch() })} />
  return <Skeleton of="rows" count={user.kind === 'pupil' ? 1 : 4} />
}

/** How much each person wrote in a page, or put on a board, for teachers; for others, how much they did themselves. */
export function Contributions(props: ContributionsProps) {
  const { t } = useMessages()
  const title = titleOf(t, props.page)
  return (
    <Dialog title={title} trigger={<Button>{title}</Button>} size="l">
      {() => <Shown {...props} />}
    </Dialog>
  )
}
