import { useQuery } from '@tanstack/react-query'
import { type Circle, circlesQuery } from '#client/data/circles.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { CircleCard } from './circle-line.tsx'

/** One's own circles, and those that an office recommends. */
export function CirclesPage() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(circlesQuery)
  return (
    <>
      <PageHeading
        title={t('circles.title')}
        lead={t('circles.lead')}
        back={{ href: '/network', label: t('circles.toDirectory') }}
        actions={
          <>
            <LinkButton href="/network?list=circles">{t('circles.findOne')}</LinkButton>
            <LinkButton variant="primary" href="/network/circles/new">
              {t('circles.found')}
            </LinkButton>
          </>
        }
      />
      {isPending && <Skeleton of="rows" count={3} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.own.length + data.featured.length === 0 && <EmptyState sentence={t('circles.none')} />}
      {data && (
        <Stack gap="l">
          <Section title={t('circles.own')} circles={data.own} />
          <Section
            title={t('circles.featured')}
            circles={data.featured.filter(({ id }) => data.own.every((own) => own.id !== id))}
          />
        </Stack>
      )}
    </>
  )
}

function Section({ title, circles }: { title: string; circles: readonly Circle[] }) {
  if (circles.length === 0) return null
  return (
    <section aria-label={title}>
      <Stack>
        <h2>{title}</h2>
        {circles.map((circle) => (
          <CircleCard key={circle.id} circle={circle} />
        ))}
      </Stack>
    </section>
  )
}
