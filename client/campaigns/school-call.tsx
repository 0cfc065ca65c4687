import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useBeginForSchool } from '#client/data/applications.ts'
import type { ConditionsView } from '#client/data/campaigns.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'

type Campaign = NonNullable<ConditionsView['campaign']>

interface CallProps {
  schoolId: string
  campaign: Campaign
  /** Where there is more than one: which. */
  title?: string
  children?: ReactNode
}

/** A call: whether the school is invited, and one press to write. */
export function SchoolCall({ schoolId, campaign, title, children }: CallProps) {
  const { t, locale } = useMessages()
  const { phase, application, isInviting } = campaign
  if (phase !== 'open' && phase !== 'coming' && !application?.isMine) return null
  const said = phase === 'open' ? 'open_until' : 'opensOn'
  const moment = formatMoment(phase === 'open' ? campaign.closesAt : campaign.opensAt, locale)
  return (
    <Card title={title ?? t('applications.one')}>
      <Stack gap="s">
        {children}
        {(phase === 'open' || phase === 'coming') && <p>{t(`campaigns.${said}`, { moment })}</p>}
        {application && <p>{t(`campaigns.own_${application.state}`)}</p>}
        {!application && isInviting && <p>{t('campaigns.own_waits')}</p>}
        {application?.isMine && application.state !== 'withdrawn' ? (
          <Actions>
            <LinkButton variant="primary" href={`/apply/${application.id}`}>
              {t('campaigns.goOnOwn')}
            </LinkButton>
          </Actions>
        ) : (
          phase === 'open' && (application || !isInviting) && <Begin {...{ schoolId, campaign }} />
        )}
      </Stack>
    </Card>
  )
}

function Begin({ schoolId, campaign: { id, application } }: { schoolId: string; campaign: Campaign }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const begin = useBeginForSchool(schoolId)
  const isBegun = application?.state === 'draft' || application?.state === 'submitted'
  return (
    <>
      {begin.isError && <ErrorState error={begin.error} />}
      <Actions>
        <OnlineButton
          variant="primary"
          isPending={begin.isPending}
          onPress={() => begin.mutate(id, { onSuccess: (made) => void navigate({ href: `/apply/${made.id}` }) })}
        >
          {t(isBegun ? 'campaigns.joinOwn' : 'campaigns.beginOwn')}
        </OnlineButton>
      </Actions>
    </>
  )
}
