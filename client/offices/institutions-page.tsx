import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { RegionField } from '#client/auth/region-field.tsx'
import { useCountryOptions } from '#client/auth/use-country-options.ts'
import { InviteLink } from '#client/invitations/invite-link.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { NextStep } from '#client/ui/next-step.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import {
  type InstitutionView,
  institutionsQuery,
  type OfficeView,
  useInviteToInstitution,
  useRegisterInstitution,
} from '../data/offices.ts'
import { OfficeFrame } from './office-frame.tsx'

/** Institutions that train teachers: let in here, and admitted by their letter. */
export function OfficeInstitutionsPage() {
  return <OfficeFrame at="institutions">{(office) => <Institutions office={office} />}</OfficeFrame>
}

function Institutions({ office }: { office: OfficeView['office'] }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(institutionsQuery(office.id))
  return (
    <Stack gap="l">
      <Row>
        <Dialog
          title={t('offices.institutionAdd')}
          trigger={
            <Button variant="primary" icon={Plus}>
              {t('offices.institutionAdd')}
            </Button>
          }
        >
          <RegisterForm office={office} />
        </Dialog>
      </Row>
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.institutions.length === 0 && (
        <EmptyState title={t('offices.noInstitutionsTitle')} sentence={t('offices.noInstitutions')} />
      )}
      {data && data.institutions.length > 0 && <List officeId={office.id} institutions={data.institutions} />}
    </Stack>
  )
}

function List({ officeId, institutions }: { officeId: string; institutions: InstitutionView[] }) {
  const { t } = useMessages()
  return (
    <Table
      label={t('offices.institutions')}
      rows={institutions}
      rowId={({ id }) => id}
      columns={[
        { id: 'name', label: t('offices.institutionName'), isRowHeader: true, cell: ({ name }) => name },
        { id: 'town', label: t('auth.town'), cell: ({ town, region }) => [town, region].filter(Boolean).join(', ') },
        {
          ...{ id: 'state', label: t('offices.institutionState') },
          cell: ({ isAdmitted }) => (
            <Badge tone={isAdmitted ? 'brand' : 'warn'}>
              {t(isAdmitted ? 'offices.institution_admitted' : 'offices.institution_notAdmitted')}
            </Badge>
          ),
        },
        {
          ...{ id: 'link', label: t('people.actions'), isLabelHidden: true, align: 'end' as const },
          cell: (one) => !one.hasAdmin && <NewLink officeId={officeId} institution={one} />,
        },
      ]}
    />
  )
}

function NewLink({ officeId, institution: { id, name } }: { officeId: string; institution: InstitutionView }) {
  const { t } = useMessages()
  const title = t('offices.institutionLinkOf', { name })
  return (
    <Row gap="s">
      <span>{t('offices.institutionNobody')}</span>
      <Dialog title={title} trigger={<Button aria-label={title}>{t('offices.institutionLink')}</Button>}>
        <LinkOf officeId={officeId} schoolId={id} />
      </Dialog>
    </Row>
  )
}

/** Made at the button: each is another link. */
function LinkOf({ officeId, schoolId }: { officeId: string; schoolId: string }) {
  const { t } = useMessages()
  const invite = useInviteToInstitution(officeId)
  if (invite.isSuccess) return <MadeLink invitation={invite.data.invitation} />
  return (
    <Stack>
      <p>{t('offices.institutionLead')}</p>
      {invite.isError && <ErrorState error={invite.error} />}
      <div>
        <OnlineButton variant="primary" isPending={invite.isPending} onPress={() => invite.mutate(schoolId)}>
          {t('offices.institutionLink')}
        </OnlineButton>
      </div>
    </Stack>
  )
}

function MadeLink({ invitation }: Pick<ComponentProps<typeof InviteLink>, 'invitation'>) {
  return (
    <NextStep wanted="input">
      <InviteLink invitation={invitation} />
    </NextStep>
  )
}

function RegisterForm({ office }: { office: OfficeView['office'] }) {
  const { t } = useMessages()
  const register = useRegisterInstitution(office.id)
  const regions = useCountryOptions().find(({ id }) => id === office.countryCode)?.regions ?? []
  const [form, setForm] = useState({ name: '', town: '', region: '' })
  const change = (changed: Partial<typeof form>) => setForm((before) => ({ ...before, ...changed }))
  const { name, town, region } = form
  if (register.isSuccess) return <MadeLink invitation={register.data.invitation} />
  return (
    <OnlineForm
      problems={{ name: name.trim() === '' && t('auth.fillIn'), town: town.trim() === '' && t('auth.fillIn') }}
      sending={register}
      submitLabel={t('offices.institutionAdd')}
      onSubmit={() => register.mutate({ name, town, ...(region !== '' && { region }) })}
    >
      <p>{t('offices.institutionLead')}</p>
      <TextField
        path="name"
        label={t('offices.institutionName')}
        value={name}
        onChange={(next) => change({ name: next })}
      />
      <TextField path="town" label={t('auth.town')} value={town} onChange={(next) => change({ town: next })} />
      {regions.length > 0 && (
        <RegionField
          path="institution.region"
          regions={regions}
          value={region}
          onChange={(next) => change({ region: next })}
        />
      )}
    </OnlineForm>
  )
}
