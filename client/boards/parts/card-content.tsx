import { ExternalLink, FileText, Paperclip } from 'lucide-react'
import { memo } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from './card-content.module.css'
import { MarkdownView } from './markdown-view.tsx'

/** Where the server keeps a file. */
const fileAddress = (asset: string) => `/api/files/${asset}`

/** What the asset of an object is: of cards it is said, of the others their type says it. */
export function assetKindOf({ type, assetKind }: BoardObject) {
  return type === 'image' || type === 'file' || type === 'voice' ? type : assetKind
}

function Asset({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { asset, alt, name } = object
  if (asset === null) return null
  switch (assetKindOf(object)) {
    case 'image':
      return <img className={cx(styles.picture)} src={fileAddress(asset)} alt={alt} loading="lazy" decoding="async" />
    case 'voice':
      return (
        <figure className={cx(styles.voice)}>
          {/* What is said in it is written beside it, where its author wrote it. */}
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- recorded by pupils; the words are in `alt` */}
          <audio controls preload="none" src={fileAddress(asset)} aria-label={name || t('boards.type_voice')} />
          {alt !== '' && <figcaption>{alt}</figcaption>}
        </figure>
      )
    case 'file':
      return (
        <a className={cx(styles.attached)} href={fileAddress(asset)} download={name}>
          <Icon of={Paperclip} />
          <span className={styles.attachedName}>{name || t('boards.type_file')}</span>
        </a>
      )
    case null:
      return null
  }
}

/** Where a link leads, in words short enough for a card. Nothing of it is fetched. */
function placeOf(href: string): string {
  try {
    const { protocol, hostname, pathname } = new URL(href)
    if (protocol === 'mailto:') return pathname
    return hostname.replace(/^www\./, '') + (pathname === '/' ? '' : pathname)
  } catch {
    return href
  }
}

export function LinkTarget({ href }: { href: string }) {
  const { t } = useMessages()
  return (
    <a className={cx(styles.attached)} href={href} target="_blank" rel="noopener noreferrer nofollow">
      <Icon of={ExternalLink} />
      <span className={styles.attachedName}>{placeOf(href)}</span>
      <span className="visually-hidden"> {t('boards.card_newTab')}</span>
    </a>
  )
}

/** What a card says and holds, to read. */
export const CardContent = memo(function CardContent({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { text, href, asset, alt, type } = object
  const isEmpty = text.trim() === '' && href === '' && asset === null
  return (
    <div className={cx(styles.content)}>
      <Asset object={object} />
      {text.trim() !== '' && <MarkdownView text={text} />}
      {type === 'link' && alt !== '' && <p>{alt}</p>}
      {href !== '' && <LinkTarget href={href} />}
      {isEmpty && (
        <p className={styles.nothing}>
          <Icon of={FileText} size="s" /> {t('boards.card_empty')}
        </p>
      )}
    </div>
  )
})
