import { useState } from 'react'
import { type DeliberationView, usePublish } from '#client/data/evaluations.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions, ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'

/** The end: what was decided takes effect, all at once; asked first, with what follows. */
export function Publish({ view: { campaign, counts, can } }: { view: DeliberationView }) {
  const { t } = useMessages()
  const decided = counts.all - counts.undecided
  return (
    <Card title={t('evaluations.publication')}>
      <Stack>
        <p>{t('evaluations.decidedLine', { decided, all: counts.all })}</p>
        <p>{t('evaluations.outcomes', { awarded: counts.awarded, refused: counts.refused, second: counts.second })}</p>
        {campaign.phase === 'published' && (
          <Notice
            tone="ice"
            title={t('evaluations.published')}
            action={<LinkButton href="/office/awards">{t('offices.awards')}</LinkButton>}
          />
        )}
        {campaign.phase === 'judging' && !can.publish && <p>{t('evaluations.publishDirector')}</p>}
        {campaign.phase === 'judging' && can.publish && counts.undecided > 0 && <p>{t('evaluations.publishWaits')}</p>}
        {campaign.phase === 'judging' && can.publish && counts.undecided === 0 && (
          <PublishButton campaignId={campaign.id} counts={counts} />
        )}
      </Stack>
    </Card>
  )
}

function PublishButton({ campaignId, counts }: { campaignId: string; counts: DeliberationView['counts'] }) {
  const { t } = useMessages()
  const [isAsked, setAsked] = useState(false)
  const publish = usePublish(campaignId)
  return (
    <Actions>
      <OnlineButton variant="primary" onPress={() => setAsked(true)}>
        {t('evaluations.publish')}
      </OnlineButton>
      <ConfirmDialog
        title={t('evaluations.publish')}
        confirmLabel={t('evaluations.publish')}
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={publish.isPending}
        onConfirm={() => publish.mutate(undefined, { onSuccess: () => toast(t('evaluations.done_published')) })}
      >
        <Stack gap="s">
          <p>{t('evaluations.publishHelp')}</p>
          <ul>
            {(['awarded', 'refused', 'second'] as const).map(
              (outcome) =>
                counts[outcome] > 0 && (
                  <li key={outcome}>{t(`evaluations.publish_${outcome}`, { count: counts[outcome] })}</li>
                ),
            )}
          </ul>
          <p>{t('evaluations.publishEnd')}</p>
          {publish.isError && <ErrorState error={publish.error} />}
        </Stack>
      </ConfirmDialog>
    </Actions>
  )
}
