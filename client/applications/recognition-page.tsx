import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type CampaignView, recognitionQuery, useBeginApplication } from '#client/data/applications.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { OwnAwards } from '#client/recognition/own-awards.tsx'
import { useLackWords } from '#client/recognition/words.ts'

/** By what a project can be recognised, and early what it never can be. */
export function RecognitionPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  const { data, isPending, isError, error, refetch } = useQuery(recognitionQuery(projectId))
  const words = useInLanguages()
  return (
    <>
      <PageHeading title={t('applications.recognition')} lead={t('applications.recognitionLead')} />
      {isPending && <Skeleton of="rows" count={2} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          <OwnAwards of={{ projectId }} />
          {data.campaigns.length === 0 && <EmptyState sentence={t('applications.noCalls')} />}
          {data.campaigns.map((campaign) => (
            <Called key={campaign.id} projectId={projectId} campaign={campaign} />
          ))}
          {data.never.length > 0 && (
            <Notice title={t('applications.neverTitle')}>
              {data.never.map(({ scheme, titles }) => (
                <p key={scheme}>{t('applications.neverLine', { title: words(titles) })}</p>
              ))}
            </Notice>
          )}
        </Stack>
      )}
    </>
  )
}

function Called({ projectId, campaign }: { projectId: string; campaign: CampaignView }) {
  const { t, locale } = useMessages()
  const navigate = useNavigate()
  const [words, lackWords] = [useInLanguages(), useLackWords()]
  const begin = useBeginApplication(projectId)
  const { id, titles, title, office, closesAt, isOpen, isNever, missing, applicationId } = campaign
  return (
    <Card title={title === '' ? words(titles) : `${words(titles)} · ${title}`}>
      <p>{t('applications.called', { office, when: formatMoment(closesAt, locale) })}</p>
      {campaign.isExample && <p>{t('applications.example')}</p>}
      {missing.map((lack) => (
        <p key={lack.id}>{lackWords(lack)}</p>
      ))}
      {begin.isError && <ErrorState error={begin.error} />}
      <Actions>
        {applicationId !== null && (
          <LinkButton variant="primary" href={`/apply/${applicationId}`}>
            {t('applications.toMine')}
          </LinkButton>
        )}
        {applicationId === null && isOpen && !isNever && (
          <OnlineButton
            variant="primary"
            isPending={begin.isPending}
            onPress={() => begin.mutate(id, { onSuccess: (made) => void navigate({ href: `/apply/${made.id}` }) })}
          >
            {t('applications.begin')}
          </OnlineButton>
        )}
      </Actions>
    </Card>
  )
}
