import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#client/locales/messages.tsx'
import { formatDay } from '#client/locales/dates.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { termsQuery } from '../data/schools.ts'
import type { TermView } from '../data/schools.ts'
import { EndPost } from './post-forms.tsx'
import styles from './terms.module.css'

/** What somebody was and is at the school, what goes on first. */
export function Terms({ userId, canEnd = false }: { userId: string; canEnd?: boolean }) {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(termsQuery(userId))
  if (isPending) return <Skeleton of="rows" count={2} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.terms.length === 0) return <p>{t('schools.postsNone')}</p>
  const running = data.terms.filter((term) => term.to === null)
  const over = data.terms.filter((term) => term.to !== null)
  return (
    <ul className={styles.terms}>
      {[...running, ...over.toReversed()].map((term) => (
        <li key={term.id}>
          <TermLine term={term} />
          {canEnd && term.to === null && <EndPost term={term} />}
        </li>
      ))}
    </ul>
  )
}

function TermLine({ term }: { term: TermView }) {
  const { t, locale } = useMessages()
  const from = formatDay(term.from, locale)
  return (
    <span>
      <strong>{t('schools.post', { post: term.post })}</strong>{' '}
      {term.to === null
        ? t('schools.postSince', { from })
        : t('schools.postSpan', { from, to: formatDay(term.to, locale) })}
    </span>
  )
}
