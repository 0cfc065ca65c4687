import { useInfiniteQuery } from '@tanstack/react-query'
import { PenLine } from 'lucide-react'
import { circularsQuery, type CircularsView, type CircularView } from '#client/data/circulars.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { CircularForm } from './circular-form.tsx'
import { Letters } from './letters.tsx'

/** Letters by mail to the teachers of a region: to write one, and what was written to how many, when and by whom. */
export function CircularsPage() {
  return <OfficeFrame at="circulars">{({ id }) => <Circulars officeId={id} />}</OfficeFrame>
}

function Circulars({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const list = useInfiniteQuery(circularsQuery(officeId))
  const { data, isPending, isError, error, refetch } = list
  const [view] = data?.pages ?? []
  const circulars = data?.pages.flatMap((page) => page.circulars) ?? []
  return (
    <Stack gap="l">
      {view && <Write officeId={officeId} view={view} />}
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view && circulars.length === 0 && <EmptyState sentence={t('circulars.none')} />}
      {circulars.length > 0 && <Register circulars={circulars} />}
      <MoreButton list={list} label={t('circulars.more')} />
    </Stack>
  )
}

function Write({ officeId, view }: { officeId: string; view: CircularsView }) {
  const { t } = useMessages()
  if (!view.sendsMail) return <Notice title={t('circulars.noMail')} />
  if (view.regions.length === 0) return <Notice title={t('offices.noRegions')} />
  return (
    <Row>
      <Dialog
        title={t('circulars.write')}
        size="l"
        isForWriting
        trigger={
          <Button variant="primary" icon={PenLine}>
            {t('circulars.write')}
          </Button>
        }
      >
        {(close) => <CircularForm officeId={officeId} view={view} onDone={close} />}
      </Dialog>
    </Row>
  )
}

function Register({ circulars }: { circulars: CircularView[] }) {
  const { t, locale } = useMessages()
  return (
    <Table
      label={t('circulars.register')}
      rows={circulars}
      rowId={({ id }) => id}
      columns={[
        {
          ...{ id: 'subject', label: t('circulars.subject'), isRowHeader: true },
          cell: ({ texts }) => <bdi>{texts[0]?.subject}</bdi>,
        },
        { id: 'region', label: t('offices.region'), cell: ({ region }) => region },
        { id: 'sent', label: t('circulars.sent'), cell: ({ sentAt }) => formatMoment(sentAt, locale) },
        { id: 'readers', label: t('circulars.readers'), align: 'end', cell: ({ readers }) => readers },
        { id: 'author', label: t('circulars.author'), cell: ({ author }) => author ?? t('help.somebody') },
        {
          ...{ id: 'read', label: t('people.actions'), isLabelHidden: true, align: 'end' },
          cell: (circular) => <Read circular={circular} />,
        },
      ]}
    />
  )
}

function Read({ circular: { texts } }: { circular: CircularView }) {
  const { t } = useMessages()
  const title = texts[0]?.subject ?? ''
  return (
    <Dialog
      title={title}
      size="l"
      trigger={<Button aria-label={t('circulars.readOf', { subject: title })}>{t('circulars.read')}</Button>}
    >
      <Letters letters={texts} />
    </Dialog>
  )
}
