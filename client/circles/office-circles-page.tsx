import { useQuery } from '@tanstack/react-query'
import { type OfficeCircle, officeCirclesQuery, useFeatureCircle } from '#client/data/circles.ts'
import type { OfficeView } from '#client/data/offices.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Words } from '#client/ui/words.tsx'

/** Circles that go on, for an office to recommend some to the teachers of its country. */
export function OfficeCirclesPage() {
  return <OfficeFrame at="circles">{(office) => <Circles office={office} />}</OfficeFrame>
}

function Circles({ office }: { office: OfficeView['office'] }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(officeCirclesQuery(office.id))
  return (
    <Stack>
      <p>{t('circles.officeLead')}</p>
      {isPending && <Skeleton of="rows" count={3} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.circles.length === 0 && <EmptyState sentence={t('circles.officeNone')} />}
      {data?.circles.map((circle) => (
        <OfficeLine key={circle.id} officeId={office.id} circle={circle} />
      ))}
    </Stack>
  )
}

function OfficeLine({ officeId, circle }: { officeId: string; circle: OfficeCircle }) {
  const { t } = useMessages()
  const feature = useFeatureCircle(circle.id)
  const { isFeatured, name, words, members } = circle
  return (
    <Card title={name}>
      <Words>{words}</Words>
      <p>{t('circles.members', { count: members })}</p>
      {feature.isError && <ErrorState error={feature.error} />}
      <Actions>
        <OnlineButton
          whom={name}
          isPending={feature.isPending}
          onPress={() => feature.mutate({ officeId, isFeatured: !isFeatured })}
        >
          {t(isFeatured ? 'circles.recommendNoMore' : 'circles.recommend')}
        </OnlineButton>
      </Actions>
    </Card>
  )
}
