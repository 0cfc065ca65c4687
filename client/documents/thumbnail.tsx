import { useState } from 'react'
import { useThemeNow } from '#client/ui/theme-now.ts'
import styles from './thumbnail.module.css'
import type { DocumentRow } from '#client/data/documents.ts'

interface ThumbnailProps {
  row: Pick<DocumentRow, 'id' | 'kind' | 'changedAt'>
  size: 'card' | 'row'
}

/** What a board or wall looks like; its title says the rest. A page has no picture, nor has a board that cannot be drawn. */
export function Thumbnail({ row, size }: ThumbnailProps) {
  const theme = useThemeNow()
  const [failedAt, setFailedAt] = useState<string | null>(null)
  if (row.kind === 'page' || failedAt === row.changedAt) return null
  const address = `/api/documents/${row.id}/thumbnail?theme=${theme}&at=${encodeURIComponent(row.changedAt)}`
  return (
    <span className={styles.thumbnail} data-size={size} data-kind={row.kind}>
      <img src={address} alt="" loading="lazy" decoding="async" onError={() => setFailedAt(row.changedAt)} />
    </span>
  )
}
