import { useQuery } from '@tanstack/react-query'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { removalsQuery, type RemovalView } from '#client/data/removals.ts'
import { formatSince } from '#client/locales/dates.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import styles from './removals.module.css'

interface RemovalsDialogProps {
  documentId: string
  people: ReadonlyMap<string, Pick<DocumentPerson, 'name'>>
  onClose: () => void
}

/** What was taken out of a page and is still kept, for its teachers. */
export function RemovalsDialog({ documentId, people, onClose }: RemovalsDialogProps) {
  const { t } = useMessages()
  const { data, error, refetch } = useQuery(removalsQuery(documentId))
  return (
    <Dialog title={t('removals.listTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Stack>
        <p>{t('removals.listHelp')}</p>
        {data === undefined &&
          (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton of="rows" />)}
        {data?.removals.length === 0 && <EmptyState sentence={t('removals.none')} />}
        {data !== undefined && data.removals.length > 0 && (
          <ul role="list" className={styles.list}>
            {data.removals.map((removal) => (
              <Removal key={removal.id} removal={removal} people={people} />
            ))}
          </ul>
        )}
      </Stack>
    </Dialog>
  )
}

function Removal({ removal, people }: { removal: RemovalView; people: RemovalsDialogProps['people'] }) {
  const { t, locale } = useMessages()
  const { parts, authors, reason, by, removedAt, until } = removal
  const nameOf = (userId: string) => people.get(userId)?.name ?? t('removals.somebody')
  const names = new Intl.ListFormat(regionOf(locale)).format(authors.map(nameOf))
  return (
    <li className={styles.removal}>
      <div className={styles.words} dir="auto">
        {parts.map((part, at) => (
          <Part key={at} part={part} nameOf={nameOf} />
        ))}
      </div>
      {authors.length > 0 && <p>{t('removals.writtenBy', { names })}</p>}
      {reason !== null && <p dir="auto">{t('removals.why', { reason })}</p>}
      <p className={styles.aside}>
        {t('removals.taken', { by: by || t('removals.somebody'), when: formatSince(removedAt, locale) })}
        {' · '}
        {t('removals.until', { until: new Date(until) })}
      </p>
    </li>
  )
}

function Part({ part, nameOf }: { part: RemovalView['parts'][number]; nameOf: (userId: string) => string }) {
  const { t } = useMessages()
  switch (part.kind) {
    case 'text':
      return <p>{part.text}</p>
    case 'picture':
      return (
        <p>
          <a href={`/api/files/${part.fileId}`} target="_blank" rel="noreferrer">
            {part.alt === '' ? t('removals.picture') : t('removals.pictureOf', { alt: part.alt })}
          </a>
        </p>
      )
    case 'formula':
      return (
        <p>
          <code>{part.latex}</code>
        </p>
      )
    case 'person':
      return <p>@{nameOf(part.userId)}</p>
    case 'page':
      return <p>{t('removals.pageLink')}</p>
  }
}
