import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { regionsQuery } from '../data/offices.ts'
import type { ContactView, RegionView } from '../data/offices.ts'
import { AddContact, EditContact, EndContact } from './contact-forms.tsx'
import { OfficeFrame } from './office-frame.tsx'

/** Whom one finds in the regions that one's mandate reaches. */
export function OfficeRegionsPage() {
  return <OfficeFrame at="regions">{({ id }) => <Regions officeId={id} />}</OfficeFrame>
}

function Regions({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(regionsQuery(officeId))
  if (isPending) return <Skeleton of="rows" count={6} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.regions.length === 0)
    return <EmptyState title={t('offices.noRegionsTitle')} sentence={t('offices.noRegions')} />
  return (
    <Stack>
      {data.regions.map((region) => (
        <Region key={region.id} officeId={officeId} region={region} canEdit={data.can.edit} />
      ))}
    </Stack>
  )
}

interface RegionProps {
  officeId: string
  region: RegionView
  canEdit: boolean
}

function Region({ officeId, region, canEdit }: RegionProps) {
  const { t } = useMessages()
  const title = t('offices.addContactTo', { region: region.name })
  return (
    <Card
      title={region.name}
      actions={
        canEdit && (
          <Dialog
            title={title}
            trigger={
              <Button icon={UserPlus} aria-label={title}>
                {t('offices.addContact')}
              </Button>
            }
          >
            {(close) => <AddContact officeId={officeId} regionId={region.id} onDone={close} />}
          </Dialog>
        )
      }
    >
      <p>
        {region.correspondents.length === 0
          ? t('offices.noCorrespondent')
          : t('offices.correspondents', {
              names: region.correspondents.map(({ displayName }) => displayName).join(', '),
            })}{' '}
        <TextLink href={`/regions/${region.id}`}>{t('offices.publicRegion', { region: region.name })}</TextLink>
      </p>
      {region.contacts.length > 0 && (
        <ul>
          {region.contacts.map((contact) => (
            <li key={contact.id}>
              <Contact contact={contact} /> {canEdit && <EditContact officeId={officeId} contact={contact} />}{' '}
              {canEdit && contact.to === null && <EndContact officeId={officeId} contact={contact} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Contact({ contact: { kind, name, email } }: { contact: ContactView }) {
  const { t } = useMessages()
  return (
    <span>
      <strong>{t(`offices.contact_${kind}`)}</strong> {name}
      {email !== null && `, ${email}`}
    </span>
  )
}
