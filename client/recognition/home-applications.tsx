import { useQuery } from '@tanstack/react-query'
import { type ApplicationLine, applicationsQuery } from '#client/data/applications.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/layout.tsx'
import rowStyles from '#client/ui/rows.module.css'
import { ErrorState } from '#client/ui/states.tsx'
import { useMissingWords } from './words.ts'

/** What one writes, is asked to take part in, is invited to or declares as head, until it is handed in; nothing where there is none. */
export function HomeApplications() {
  const { t } = useMessages()
  const { data, error, refetch } = useQuery(applicationsQuery)
  const open = (data?.applications ?? []).filter(
    ({ shut, state }) => shut === null && (state === 'draft' || state === 'invited'),
  )
  if (open.length === 0 && (data || !error)) return null
  return (
    <Card title={t('applications.mine')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {open.length > 0 && (
        <ul role="list" className={rowStyles.list} aria-label={t('applications.mine')}>
          {open.map((one) => (
            <li key={one.id} className={rowStyles.row}>
              <Line one={one} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** The first that are missing are named; the others stand on its own screen. */
const named = 3

function Line({
  one: { id, state, campaign, subject, round, missing, standings, returned },
}: {
  one: ApplicationLine
}) {
  const { t, locale } = useMessages()
  const [words, missingWords] = [useInLanguages(), useMissingWords()]
  const of = subject.project?.name ?? subject.school?.name ?? ''
  const isInvited = state === 'invited'
  const until = returned && (round === 2 || returned.until > campaign.closesAt) ? returned.until : campaign.closesAt
  const isWriting = standings.includes('applicant') || standings.includes('author')
  return (
    <>
      <TextLink href={isInvited ? '/school?tab=label' : `/apply/${id}`}>{`${words(campaign.titles)} · ${of}`}</TextLink>
      {(round === 1 || returned) && (
        <time dateTime={until} className={rowStyles.aside}>
          {t('applications.until', { when: formatMoment(until, locale) })}
        </time>
      )}
      {returned && <span className={rowStyles.aside}>{t('applications.wasReturned')}</span>}
      {isInvited && <span className={rowStyles.aside}>{t('applications.schoolInvited')}</span>}
      {standings.includes('head') && missing.some((lack) => lack.of === 'declaration') && (
        <span className={rowStyles.aside}>{t('applications.headAsked')}</span>
      )}
      {standings.includes('asked') && <span className={rowStyles.aside}>{t('applications.youAreAsked')}</span>}
      {round === 2 && <span className={rowStyles.aside}>{t('applications.again')}</span>}
      {isWriting && missing.length === 0 && <span className={rowStyles.aside}>{t('applications.ready')}</span>}
      {isWriting &&
        missing.slice(0, named).map((lack) => (
          <span key={`${lack.of} ${lack.id}`} className={rowStyles.aside}>
            {missingWords(lack)}
          </span>
        ))}
      {isWriting && missing.length > named && (
        <span className={rowStyles.aside}>{t('applications.more', { count: missing.length - named })}</span>
      )}
    </>
  )
}
