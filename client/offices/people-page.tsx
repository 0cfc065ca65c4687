import { useQuery } from '@tanstack/react-query'
import { Landmark, UserPlus } from 'lucide-react'
import { formatDate, formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import type { Column } from '#client/ui/table.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { mandatesQuery, useTakeBackInvitation } from '../data/offices.ts'
import type { MandatesView, MandateView } from '../data/offices.ts'
import { EndMandate, GiveMandate } from './mandate-forms.tsx'
import { CloseOffice } from './close-office.tsx'
import { useAskedDay } from './asked-day.ts'
import { OfficeFacts } from './office-facts.tsx'
import { OfficeFrame } from './office-frame.tsx'
import { OpenOffice } from './open-office.tsx'

/** Who is what at an office, on any day. */
export function OfficePeoplePage() {
  const { t } = useMessages()
  return (
    <OfficeFrame
      at="people"
      actions={({ mayOpen }) =>
        mayOpen && (
          <Dialog title={t('offices.open')} trigger={<Button icon={Landmark}>{t('offices.open')}</Button>}>
            <OpenOffice />
          </Dialog>
        )
      }
    >
      {({ id }) => <People officeId={id} />}
    </OfficeFrame>
  )
}

function People({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const { asked: day, field } = useAskedDay()
  const { data, isPending, isError, error, refetch } = useQuery(mandatesQuery(officeId, day))
  return (
    <Stack gap="l">
      <Row>
        <TextField {...field} label={t('offices.on')} />
        {data?.can.edit && (
          <Dialog
            title={t('offices.give')}
            trigger={
              <Button variant="primary" icon={UserPlus}>
                {t('offices.give')}
              </Button>
            }
          >
            {(close) => <GiveMandate officeId={officeId} view={data} onDone={close} />}
          </Dialog>
        )}
      </Row>
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Mandates officeId={officeId} view={data} />}
      {data && data.invitations.length > 0 && <Invited view={data} />}
      {data?.can.edit && <OfficeFacts key={data.office.id} office={data.office} />}
      {data?.can.edit && data.office.countryCode !== null && <CloseOffice office={data.office} />}
    </Stack>
  )
}

function Mandates({ officeId, view }: { officeId: string; view: MandatesView }) {
  const { t, locale } = useMessages()
  if (view.mandates.length === 0) return <EmptyState title={t('offices.nobodyTitle')} sentence={t('offices.nobody')} />
  const columns: Column<MandateView>[] = [
    { id: 'name', label: t('people.name'), isRowHeader: true, cell: ({ person }) => person.displayName },
    { id: 'post', label: t('offices.post'), cell: ({ post }) => t('offices.postName', { post }) },
    { id: 'region', label: t('offices.region'), cell: ({ region }) => region?.name ?? t('offices.everywhere') },
    { id: 'school', label: t('common.school'), cell: ({ person }) => person.school.name },
    { id: 'since', label: t('offices.since'), cell: ({ from }) => formatDay(from, locale) },
    ...(view.can.edit
      ? [
          {
            id: 'end',
            label: t('people.actions'),
            isLabelHidden: true,
            align: 'end' as const,
            cell: (mandate: MandateView) => mandate.to === null && <EndMandate officeId={officeId} mandate={mandate} />,
          },
        ]
      : []),
  ]
  return <Table label={t('offices.people')} columns={columns} rows={view.mandates} rowId={({ id }) => id} />
}

function Invited({ view }: { view: MandatesView }) {
  const { t, locale } = useMessages()
  return (
    <section>
      <h2>{t('offices.invited')}</h2>
      <ul>
        {view.invitations.map(({ id, email, post, region, expiresAt }) => (
          <li key={id}>
            {email}: {post && t('offices.postName', { post })}
            {region !== null && `, ${region}`}. {t('invitations.validUntil', { date: formatDate(expiresAt, locale) })}{' '}
            <TakeBack id={id} email={email ?? ''} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TakeBack({ id, email }: { id: string; email: string }) {
  const { t } = useMessages()
  const takeBack = useTakeBackInvitation()
  return (
    <>
      <OnlineButton
        isPending={takeBack.isPending}
        whom={email}
        onPress={() => runChange(takeBack, id, { onSuccess: () => toast(t('offices.takenBack')) })}
      >
        {t('offices.takeBack')}
      </OnlineButton>
      {takeBack.isError && <ErrorState error={takeBack.error} />}
    </>
  )
}
