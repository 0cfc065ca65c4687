import { Link } from 'react-aria-components'
import type { HelpRequest } from '#client/data/help.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { cx } from '#client/ui/cx.ts'
import styles from '#client/ui/rows.module.css'

const tones = { open: 'sun', answered: 'brand', closed: 'neutral' } as const

export function StateBadge({ state }: Pick<HelpRequest, 'state'>) {
  const { t } = useMessages()
  return <Badge tone={tones[state]}>{t(`help.state_${state}`)}</Badge>
}

/** What it is about, in a word. */
export function useSubject() {
  const { t } = useMessages()
  return ({ about }: Pick<HelpRequest, 'about'>) =>
    about.kind === 'self' ? t('help.about_self') : t(`help.of_${about.kind}`, { name: about.name })
}

/** Requests one under the other, each the way to its thread. */
export function HelpRows({ label, requests, isOffice }: { label: string; requests: HelpRequest[]; isOffice: boolean }) {
  return (
    <ul role="list" className={styles.list} aria-label={label}>
      {requests.map((request) => (
        <li key={request.id}>
          <HelpRow request={request} isOffice={isOffice} />
        </li>
      ))}
    </ul>
  )
}

function HelpRow({ request, isOffice }: { request: HelpRequest; isOffice: boolean }) {
  const { t, locale } = useMessages()
  const subject = useSubject()
  const { asker, changedAt } = request
  return (
    <Link href={`/help/${request.id}`} className={cx(styles.row)}>
      <bdi className={styles.title}>{request.title}</bdi>
      <StateBadge state={request.state} />
      <span className={styles.aside}>
        {isOffice && `${asker.name}, ${asker.school.name} · `}
        {t(`help.kind_${request.kind}`)} · {subject(request)} ·{' '}
        <time dateTime={changedAt}>{formatSince(changedAt, locale)}</time>
      </span>
    </Link>
  )
}
