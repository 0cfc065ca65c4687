import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#client/locales/messages.tsx'
import { formatDate } from '#client/locales/dates.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useUser } from '#client/session/session.ts'
import { type OralView, oralQuery } from '#client/data/sheets.ts'
import { documentHref } from '#client/data/kinds.ts'
import { TextLink } from '#client/ui/button.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { OralForm } from './oral-form.tsx'
import { OralShown } from './oral-shown.tsx'
import { SheetButton } from './sheet-button.tsx'

/** A pupil's file for the oral: they prepare it, teachers of their school read it, both print it. */
export function OralPage() {
  const { t } = useMessages()
  const [projectId, userId] = [useParam('projectId'), useParam('userId')]
  const isPupil = useUser().kind === 'pupil'
  const { data, isPending, isError, error, refetch } = useQuery(oralQuery(projectId, userId))
  const isOther = data !== undefined && !isPupil
  return (
    <>
      <PageHeading
        title={isOther ? t('sheets.oralOf', { name: data.name }) : t('sheets.oral')}
        lead={isPupil ? t('sheets.ownLead') : undefined}
        back={{ href: isPupil ? '/' : `/p/${projectId}/people`, label: t('sheets.back') }}
        actions={
          isOther && <SheetButton variant="primary" of={{ oral: { projectId, userId } }} name={t('sheets.oral')} />
        }
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          <Scale view={data} />
          {data.can.write ? <OralForm {...{ projectId, userId }} view={data} /> : <OralShown view={data} />}
          <Written view={data} />
        </Stack>
      )}
    </>
  )
}

function Scale({ view: { session, scale } }: { view: OralView }) {
  const { t } = useMessages()
  const { presentSeconds, talkSeconds, criteria } = scale
  const lead = t('sheets.oralLead', { year: String(session), present: presentSeconds / 60, talk: talkSeconds / 60 })
  return <p>{[lead, ...criteria.map(({ key, points }) => t(`sheets.scale_${key}`, { points }))].join(' ')}</p>
}

function Written({ view: { written } }: { view: OralView }) {
  const { t, locale } = useMessages()
  const count = new Intl.NumberFormat(regionOf(locale))
  type Row = OralView['written'][number]
  const counted = (id: 'kept' | 'typed' | 'days') => ({
    ...{ id, label: t(`sheets.${id}`), align: 'end' as const },
    cell: ({ figures }: Row) => (figures === null ? t('sheets.notCounted') : count.format(figures[id])),
  })
  return (
    <Card title={t('sheets.written')}>
      {written.length === 0 ? (
        <p>{t('sheets.writtenNone')}</p>
      ) : (
        <Table
          label={t('sheets.written')}
          rows={written}
          rowId={({ id }) => id}
          columns={[
            {
              ...{ id: 'document', label: t('sheets.document'), isRowHeader: true },
              cell: (row) => <TextLink href={documentHref(row)}>{row.title}</TextLink>,
            },
            ...(['kept', 'typed', 'days'] as const).map(counted),
            {
              ...{ id: 'last', label: t('sheets.last') },
              cell: ({ figures }) => (figures === null ? '' : formatDate(figures.lastAt, locale)),
            },
          ]}
        />
      )}
    </Card>
  )
}
