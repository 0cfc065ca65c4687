import { ExternalLink, FileText } from 'lucide-react'
import { later, Nothing } from '#client/ui/later.tsx'
import { memo, Suspense } from 'react'
import { FileChip } from '#client/files/file-chip.tsx'
import { Picture } from '#client/files/picture.tsx'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { fileAddress } from '#collab/documents/file-address.ts'
import { assetKindOf } from '#collab/documents/things/asset-kind.ts'
import { thingOf } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from './card-content.module.css'
import { langOf } from './language.tsx'
import { MarkdownView } from './markdown-view.tsx'

// Few boards have a voice on them.
const VoicePlayer = later(() => import('#client/files/voice-player.tsx').then((module) => module.VoicePlayer), Nothing)

function Asset({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { asset, alt, name, durationMs } = object
  const lang = langOf(object)
  if (asset === null) return null
  switch (assetKindOf(object)) {
    case 'image':
      return (
        <div className={cx(styles.picture)} {...lang}>
          <Picture fileId={asset} alt={alt} />
        </div>
      )
    case 'voice':
      return (
        <div className={cx(styles.voice)}>
          <Suspense fallback={null}>
            <VoicePlayer src={fileAddress(asset)} durationMs={durationMs} label={alt || t('boards.type_voice')} />
          </Suspense>
          {alt !== '' && <p {...lang}>{alt}</p>}
        </div>
      )
    case 'file':
      return <FileChip fileId={asset} name={name || t('boards.type_file')} />
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

function LinkTarget({ href, name = '' }: { href: string; name?: string }) {
  const { t } = useMessages()
  return (
    <a
      className={cx(styles.attached)}
      href={href}
      title={placeOf(href)}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      <Icon of={ExternalLink} />
      <span className={styles.attachedName}>{name || placeOf(href)}</span>
      <span className="visually-hidden"> {t('boards.card_newTab')}</span>
    </a>
  )
}

/** What a card says and holds, to read. */
export const CardContent = memo(function CardContent({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { text, href, asset, alt, name } = object
  const isLink = thingOf(object).isLink === true
  const isEmpty = text.trim() === '' && href === '' && asset === null
  return (
    <div className={cx(styles.content)}>
      <Asset object={object} />
      {text.trim() !== '' && <MarkdownView text={text} language={object.language} />}
      {isLink && alt !== '' && <p {...langOf(object)}>{alt}</p>}
      {href !== '' && <LinkTarget href={href} name={isLink ? name : ''} />}
      {isEmpty && (
        <p className={styles.nothing}>
          <Icon of={FileText} size="s" /> {t('boards.card_empty')}
        </p>
      )}
    </div>
  )
})
