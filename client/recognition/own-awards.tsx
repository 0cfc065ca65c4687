import { addDays } from '#collab/plan/days.ts'
import { useQuery } from '@tanstack/react-query'
import { type OwnAwardView, ownAwardsQuery } from '#client/data/awards.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/layout.tsx'
import rowStyles from '#client/ui/rows.module.css'
import { ErrorState } from '#client/ui/states.tsx'

interface OwnAwardsProps {
  /** One of them: what a project has, what a school has as such, or what one has and the projects one is in. */
  of: { projectId: string } | { schoolId: string } | 'mine'
}

function isOf(of: OwnAwardsProps['of'], { projectId, schoolId }: OwnAwardView): boolean {
  if (of === 'mine') return schoolId === null || projectId !== null
  return 'projectId' in of ? projectId === of.projectId : projectId === null && schoolId === of.schoolId
}

/** What was recognised, with its certificate: nothing where there is none. */
export function OwnAwards({ of }: OwnAwardsProps) {
  const { t } = useMessages()
  const { data, error, refetch } = useQuery(ownAwardsQuery)
  const awards = (data?.awards ?? []).filter((one) => isOf(of, one))
  if (awards.length === 0 && (data || !error)) return null
  return (
    <Card title={t('awards.own')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {awards.length > 0 && (
        <ul role="list" className={rowStyles.list} aria-label={t('awards.own')}>
          {awards.map((one) => (
            <li key={one.id} className={rowStyles.row}>
              <Line award={one} isNamed={of === 'mine'} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Line({ award, isNamed }: { award: OwnAwardView; isNamed: boolean }) {
  const { t, locale } = useMessages()
  const { scheme, shown, code, state, awardedOn, validUntil } = award
  const name = [t(`applications.scheme_${scheme}`), isNamed ? shown.project : null].filter(Boolean).join(', ')
  return (
    <>
      <TextLink href={`/certificate/${code}`}>{name}</TextLink>
      {state !== 'valid' && <Badge tone="warn">{t(`awards.state_${state}`)}</Badge>}
      <span className={rowStyles.aside}>{t('awards.givenOn', { day: formatDay(awardedOn, locale) })}</span>
      {validUntil !== null && state === 'valid' && (
        <span className={rowStyles.aside}>
          {t('awards.until', { day: formatDay(addDays(validUntil, -1), locale) })}
        </span>
      )}
    </>
  )
}
