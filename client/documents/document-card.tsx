import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSince } from '#client/locales/dates.ts'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/layout.tsx'
import { DocumentBadges } from './document-badges.tsx'
import { langOfTitle } from '#client/document-screen/document-title.tsx'
import { documentHref, kindIcons } from '../data/kinds.ts'
import styles from './document-card.module.css'
import type { DocumentRow } from '#client/data/documents.ts'
import { Thumbnail } from './thumbnail.tsx'

/** A page on the shelf: a sheet with its margin, its title and when somebody last wrote on it. */
function DocumentCard({ row }: { row: DocumentRow }) {
  const { t, locale } = useMessages()
  return (
    <Link
      href={documentHref(row)}
      className={cx(styles.card)}
      data-kind={row.kind}
      data-quiet={row.reach === 'read' || undefined}
    >
      <Thumbnail row={row} size="card" />
      <span className={styles.kind}>
        <Icon of={kindIcons[row.kind]} size="s" />
        {t(`documents.kind_${row.kind}`)}
      </span>
      <span className={styles.title} dir="auto" {...langOfTitle(row)}>
        {row.title}
      </span>
      <span className={styles.about}>
        {row.group ? `${row.group.name} · ` : ''}
        {t('documents.changed', { when: formatSince(row.changedAt, locale) })}
      </span>
      <Row gap="s">
        <DocumentBadges row={row} />
      </Row>
    </Link>
  )
}

export function PageShelf({ title, rows }: { title: string; rows: readonly DocumentRow[] }) {
  if (rows.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <ul role="list" className={styles.shelf}>
        {rows.map((row) => (
          <li key={row.id}>
            <DocumentCard row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}
