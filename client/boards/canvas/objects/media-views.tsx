import { ExternalLink, Mic, Paperclip } from 'lucide-react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import type { ViewProps } from './view-props.ts'
import styles from './objects.module.css'
import { Words } from './words.tsx'

const fileAddress = (assetId: string) => `/api/files/${assetId}`

interface MediaProps {
  object: BoardObject
}

export function ImageView({ object }: MediaProps) {
  const { t } = useMessages()
  if (object.asset === null) return <div className={styles.missing}>{t('boards.canvas_noPicture')}</div>
  return (
    <img
      className={styles.picture}
      src={fileAddress(object.asset)}
      alt={object.alt}
      draggable={false}
      loading="lazy"
      decoding="async"
    />
  )
}

/** A link is shown and never fetched. */
export function LinkView({ object }: MediaProps) {
  const host = URL.canParse(object.href) ? new URL(object.href).host : object.href
  return (
    <div className={styles.sheet}>
      <Icon of={ExternalLink} size="l" />
      <span className={styles.sheetWords}>
        <strong>{object.name || host}</strong>
        <span>{host}</span>
      </span>
    </div>
  )
}

export function FileView({ object }: MediaProps) {
  const { t } = useMessages()
  return (
    <div className={styles.sheet}>
      <Icon of={object.type === 'voice' ? Mic : Paperclip} size="l" />
      <span className={styles.sheetWords}>
        <strong>{object.name || t(`boards.type_${object.type}`)}</strong>
      </span>
    </div>
  )
}

export function CardView({ object, isEditing }: ViewProps) {
  return (
    <div className={styles.card}>
      <Words object={object} isEditing={isEditing} />
    </div>
  )
}
