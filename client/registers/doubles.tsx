import { useQuery } from '@tanstack/react-query'
import { Merge, Undo2 } from 'lucide-react'
import { useState } from 'react'
import {
  doublesQuery,
  type DoubleSchool,
  type SchoolMerge,
  useMergeSchools,
  useUndoMerge,
} from '#client/data/registers.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'

type Pair = readonly [DoubleSchool, DoubleSchool]

/** Every later one of a set beside the first of it: two become one at a time. */
const pairsOf = (sets: readonly (readonly DoubleSchool[])[]): Pair[] =>
  sets.flatMap(([first, ...others]) => (first ? others.map((other) => [first, other] as const) : []))

/** Schools that are likely one, and what was made one and can be taken back. */
export function Doubles({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(doublesQuery(officeId))
  if (isPending) return <Skeleton of="rows" count={3} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const pairs = pairsOf(data.doubles)
  return (
    <Stack gap="l">
      {pairs.length === 0 ? (
        <EmptyState sentence={t('registers.noDoubles')} />
      ) : (
        <DoubleTable officeId={officeId} pairs={pairs} />
      )}
      {data.merges.length > 0 && <MergeTable officeId={officeId} merges={data.merges} />}
    </Stack>
  )
}

function DoubleTable({ officeId, pairs }: { officeId: string; pairs: Pair[] }) {
  const { t } = useMessages()
  const one = (school: DoubleSchool) => <School school={school} />
  const columns: Column<Pair>[] = [
    { id: 'one', label: t('registers.oneSchool'), isRowHeader: true, cell: ([school]) => one(school) },
    { id: 'other', label: t('registers.otherSchool'), cell: ([, school]) => one(school) },
    {
      ...{ id: 'merge', label: t('registers.merge'), isLabelHidden: true },
      cell: (pair) => <MergeButton officeId={officeId} pair={pair} />,
    },
  ]
  return (
    <Table label={t('registers.doubles')} columns={columns} rows={pairs} rowId={([one, other]) => one.id + other.id} />
  )
}

function School({ school }: { school: DoubleSchool }) {
  const { t } = useMessages()
  return (
    <Stack gap="s">
      <span>
        {school.name}, {school.town}
      </span>
      <span>{school.nationalCode ?? t('registers.withoutCode')}</span>
      <span>{t('registers.peopleOf', { staff: school.staff, pupils: school.pupils })}</span>
    </Stack>
  )
}

function MergeButton({ officeId, pair }: { officeId: string; pair: Pair }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('registers.mergeTitle')}
      trigger={
        <Button icon={Merge}>
          {t('registers.merge')}
          <span className="visually-hidden"> {pair[0].name}</span>
        </Button>
      }
    >
      {(close) => <MergeForm officeId={officeId} pair={pair} onDone={close} />}
    </Dialog>
  )
}

/** Which of both stays: the one with a code, unless somebody says otherwise. */
function MergeForm({ officeId, pair, onDone }: { officeId: string; pair: Pair; onDone: () => void }) {
  const { t } = useMessages()
  const merge = useMergeSchools(officeId)
  const [into, setInto] = useState((pair.find(({ nationalCode }) => nationalCode !== null) ?? pair[0]).id)
  const from = pair.find(({ id }) => id !== into)
  const send = () =>
    from &&
    runChange(
      merge,
      { from: from.id, into },
      {
        onSuccess: () => {
          toast(t('registers.mergedNow', { school: from.name }))
          onDone()
        },
      },
    )
  const options = pair.map(({ id, name, town, nationalCode }) => ({
    id,
    label: `${name}, ${town} · ${nationalCode ?? t('registers.withoutCode')}`,
  }))
  return (
    <OnlineForm sending={merge} submitLabel={t('registers.merge')} onSubmit={send}>
      <p>{t('registers.mergeHelp')}</p>
      <Select label={t('registers.whichStays')} options={options} value={into} onChange={setInto} />
    </OnlineForm>
  )
}

function MergeTable({ officeId, merges }: { officeId: string; merges: SchoolMerge[] }) {
  const { t, locale } = useMessages()
  const columns: Column<SchoolMerge>[] = [
    { id: 'from', label: t('registers.wasDouble'), isRowHeader: true, cell: ({ from }) => from },
    { id: 'into', label: t('registers.isNow'), cell: ({ into }) => into },
    { id: 'day', label: t('registers.when'), cell: ({ mergedAt }) => formatDay(mergedAt.slice(0, 10), locale) },
    {
      ...{ id: 'undo', label: t('registers.unmerge'), isLabelHidden: true },
      cell: (merge) => <UndoButton officeId={officeId} merge={merge} />,
    },
  ]
  return (
    <section>
      <Stack>
        <h2>{t('registers.merges')}</h2>
        <Table label={t('registers.merges')} columns={columns} rows={merges} rowId={({ id }) => id} />
      </Stack>
    </section>
  )
}

function UndoButton({ officeId, merge }: { officeId: string; merge: SchoolMerge }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const undo = useUndoMerge(officeId)
  const send = () =>
    runChange(undo, merge.id, { onError: (error) => toast(errorText(error).text, { tone: 'problem' }) })
  return (
    <OnlineButton variant="quiet" icon={Undo2} isPending={undo.isPending} onPress={send} whom={merge.from}>
      {t('registers.unmerge')}
    </OnlineButton>
  )
}
