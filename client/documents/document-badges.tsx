import { Archive, CircleAlert, Eye, PenLine, Snowflake } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import type { DocumentRow } from '#client/data/documents.ts'

/** What is special about a page: frozen, only to be read, somebody in it. */
export function DocumentBadges({ row, isTeacher = false }: { row: DocumentRow; isTeacher?: boolean }) {
  const { t } = useMessages()
  return (
    <>
      {row.presentCount > 0 && (
        <Badge tone="brand" icon={PenLine}>
          {t('documents.present', { count: row.presentCount })}
        </Badge>
      )}
      {row.isDamaged && (
        <Badge tone="danger" icon={CircleAlert}>
          {t('documents.damaged')}
        </Badge>
      )}
      {row.state === 'frozen' && (
        <Badge tone="ice" icon={Snowflake}>
          {t('documents.frozen')}
        </Badge>
      )}
      {row.state === 'archived' && <Badge icon={Archive}>{t('documents.archived')}</Badge>}
      {!isTeacher && row.reach === 'read' && row.state === 'open' && !row.isDamaged && (
        <Badge icon={Eye}>{t('documents.readOnly')}</Badge>
      )}
    </>
  )
}
