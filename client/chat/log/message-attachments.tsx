import { useState } from 'react'
import { FileChip } from '#client/files/file-chip.tsx'
import { Picture } from '#client/files/picture.tsx'
import { VoicePlayer } from '#client/files/voice-player.tsx'
import { fileAddress } from '#collab/documents/file-address.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import styles from './attachments.module.css'
import { useChatSpace } from '../space/chat-space.ts'
import type { Message } from '../messages/queries.ts'

type Attachment = Message['attachments'][number]

/** As large as its pixels and the line allow, and never higher than one can see at once; known before it has come. */
function widthOf(size: { width: number; height: number } | undefined): string {
  if (size === undefined) return 'min(100%, 24rem)'
  const { width, height } = size
  return `min(100%, 24rem, ${((18 * width) / height).toFixed(2)}rem, max(6rem, ${width}px))`
}

/** A picture in the line of talk, and large when it is pressed. */
function MessagePicture({ attachment }: { attachment: Attachment }) {
  const { t } = useMessages()
  const [isLarge, setIsLarge] = useState(false)
  const { id, alt, width, height } = attachment
  const size = width === null || height === null ? undefined : { width, height }
  return (
    <>
      <button
        type="button"
        className={styles.picture}
        aria-haspopup="dialog"
        onClick={() => setIsLarge(true)}
        {...(alt === '' ? { 'aria-label': t('chat.pictureOnly') } : {})}
        style={{ width: widthOf(size) }}
      >
        <Picture fileId={id} alt={alt} size={size} />
      </button>
      {isLarge && (
        <Dialog title={t('chat.picture')} isOpen onOpenChange={setIsLarge} size="l">
          <figure className={styles.large}>
            <Picture fileId={id} alt={alt} size={size} />
            {alt !== '' && <figcaption>{alt}</figcaption>}
          </figure>
        </Dialog>
      )}
    </>
  )
}

/** What a message brought along: pictures to see, voice notes to hear, files to take home. */
export function MessageAttachments({ attachments, authorId }: Pick<Message, 'attachments' | 'authorId'>) {
  const { t } = useMessages()
  const { nameOf } = useChatSpace()
  if (attachments.length === 0) return null
  return (
    <div className={styles.attachments}>
      {attachments.map((attachment) => {
        const { id, kind, name, size, durationMs } = attachment
        if (kind === 'picture') return <MessagePicture key={id} attachment={attachment} />
        if (kind === 'file') return <FileChip key={id} fileId={id} name={name} size={size} />
        const label = t('chat.voiceOf', { name: nameOf(authorId) })
        return <VoicePlayer key={id} src={fileAddress(id)} durationMs={durationMs ?? 0} label={label} />
      })}
    </div>
  )
}
