import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import {
  campaignsQuery,
  type CampaignsView,
  type CampaignView,
  useChangeCampaign,
  useOpenCampaign,
} from '#client/data/campaigns.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useCampaignName } from './campaign-name.ts'
import { ChangeForm, PlanForm } from './campaign-form.tsx'
import { Invite } from './invite.tsx'
import { Rulebooks } from './rulebooks.tsx'

/** What an office calls for: its campaigns, and the rules by which it may call. */
export function CampaignsPage() {
  return <OfficeFrame at="campaigns">{({ id }) => <Campaigns officeId={id} />}</OfficeFrame>
}

function Campaigns({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(campaignsQuery(officeId))
  return (
    <Stack gap="l">
      {data?.can.edit && (
        <Row>
          <Dialog
            title={t('campaigns.plan')}
            isForWriting
            trigger={
              <Button variant="primary" icon={Plus}>
                {t('campaigns.plan')}
              </Button>
            }
          >
            {(close) => <PlanForm officeId={officeId} onDone={close} />}
          </Dialog>
        </Row>
      )}
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.campaigns.length === 0 && <EmptyState sentence={t('campaigns.none')} />}
      {data && data.campaigns.length > 0 && <CampaignTable officeId={officeId} view={data} />}
      <Rulebooks officeId={officeId} />
    </Stack>
  )
}

function CampaignTable({ officeId, view }: { officeId: string; view: CampaignsView }) {
  const { t, locale } = useMessages()
  const nameOf = useCampaignName()
  return (
    <Table
      label={t('campaigns.list')}
      rows={view.campaigns}
      rowId={({ id }) => id}
      columns={[
        { id: 'name', label: t('campaigns.rulebook'), isRowHeader: true, cell: (one) => <bdi>{nameOf(one)}</bdi> },
        {
          ...{ id: 'state', label: t('campaigns.state') },
          cell: ({ phase, invited }) => (
            <Row gap="s">
              <Badge tone={phase === 'open' ? 'brand' : 'neutral'}>{t(`campaigns.phase_${phase}`)}</Badge>
              {invited !== null && phase !== 'draft' && <span>{t('campaigns.invited', { count: invited })}</span>}
            </Row>
          ),
        },
        { id: 'opens', label: t('campaigns.opens'), cell: ({ opensAt }) => formatMoment(opensAt, locale) },
        { id: 'closes', label: t('campaigns.closes'), cell: ({ closesAt }) => formatMoment(closesAt, locale) },
        {
          ...{ id: 'actions', label: t('campaigns.actions'), isLabelHidden: true, align: 'end' as const },
          cell: (campaign) => <RowActions {...{ officeId, campaign, can: view.can }} />,
        },
      ]}
    />
  )
}

interface RowProps {
  officeId: string
  campaign: CampaignView
}

function RowActions({ officeId, campaign, can }: RowProps & { can: CampaignsView['can'] }) {
  const { t } = useMessages()
  const title = useCampaignName()(campaign)
  const isDraft = campaign.phase === 'draft'
  const changeName = t(isDraft ? 'campaigns.changeOf' : 'campaigns.putOffOf', { title })
  const isJudged = ['judging', 'decided', 'published'].includes(campaign.phase)
  const mayPutOff = campaign.phase === 'open' || campaign.phase === 'coming'
  return (
    <Row gap="s">
      {can.edit && (isDraft || mayPutOff) && (
        <Dialog
          title={changeName}
          isForWriting
          trigger={<Button aria-label={changeName}>{t(isDraft ? 'campaigns.change' : 'campaigns.putOff')}</Button>}
        >
          {(close) => <ChangeForm officeId={officeId} campaign={campaign} onDone={close} />}
        </Dialog>
      )}
      {can.edit && isDraft && <Cancel officeId={officeId} campaign={campaign} />}
      {can.edit && mayPutOff && campaign.invited !== null && <Invite officeId={officeId} campaign={campaign} />}
      {can.open && isDraft && <Open officeId={officeId} campaign={campaign} />}
      {can.edit && isJudged && (
        <LinkButton
          href={`/office/campaigns/${campaign.id}/deliberation`}
          aria-label={t('campaigns.deliberateOf', { title })}
        >
          {t('campaigns.deliberate')}
        </LinkButton>
      )}
    </Row>
  )
}

function Open({ officeId, campaign }: RowProps) {
  const { t } = useMessages()
  const title = useCampaignName()(campaign)
  const [isAsked, setAsked] = useState(false)
  const open = useOpenCampaign(officeId, campaign.id)
  return (
    <>
      <Button variant="primary" aria-label={t('campaigns.openOf', { title })} onPress={() => setAsked(true)}>
        {t('campaigns.openIt')}
      </Button>
      <ConfirmDialog
        title={t('campaigns.openOf', { title })}
        confirmLabel={t('campaigns.openIt')}
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={open.isPending}
        onConfirm={() =>
          open.mutate(undefined, {
            onSuccess: ({ invited }) => {
              toast(t('campaigns.done_opened'))
              if (invited) toast(t('campaigns.done_invited', { count: invited.schools }))
            },
          })
        }
      >
        <Stack>
          <p>{t('campaigns.openHelp')}</p>
          {campaign.invited !== null && <p>{t('campaigns.openInvites')}</p>}
          {open.isError && <ErrorState error={open.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}

function Cancel({ officeId, campaign }: RowProps) {
  const { t } = useMessages()
  const title = useCampaignName()(campaign)
  const [isAsked, setAsked] = useState(false)
  const change = useChangeCampaign(officeId, campaign.id)
  return (
    <>
      <Button variant="quiet" aria-label={t('campaigns.cancelOf', { title })} onPress={() => setAsked(true)}>
        {t('campaigns.cancel')}
      </Button>
      <ConfirmDialog
        title={t('campaigns.cancelOf', { title })}
        confirmLabel={t('campaigns.cancel')}
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={change.isPending}
        onConfirm={() =>
          change.mutate({ state: 'cancelled' }, { onSuccess: () => toast(t('campaigns.done_cancelled')) })
        }
      >
        <Stack>
          <p>{t('campaigns.cancelHelp')}</p>
          {change.isError && <ErrorState error={change.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
