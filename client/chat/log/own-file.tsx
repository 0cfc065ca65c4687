import { Image, Paperclip } from 'lucide-react'
import { fileSize } from '#client/files/file-size.ts'
import { VoicePlayer } from '#client/files/voice-player.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import styles from './attachments.module.css'
import type { OwnFile } from '../outbox/outgoing.ts'
import { useKeptUrl } from '../outbox/use-kept-url.ts'

/** One's own file that the server does not have yet: shown from this device. */
export function OwnFileView({ file }: { file: OwnFile }) {
  const { t, locale } = useMessages()
  const url = useKeptUrl(file)
  if (file.kind === 'voice')
    return url !== null && <VoicePlayer src={url} durationMs={file.durationMs ?? 0} label={t('files.voice_own')} />
  if (file.kind === 'picture')
    return (
      <span className={styles.own}>
        {url === null ? <Icon of={Image} size="l" /> : <img className={styles.thumbnail} src={url} alt="" />}
        <span className={styles.words}>{file.alt === '' ? t('chat.pictureOnly') : file.alt}</span>
      </span>
    )
  return (
    <span className={styles.own}>
      <Icon of={Paperclip} size="l" />
      <span className={styles.words}>
        {file.name} <span className={styles.facts}>{fileSize(file.size, locale)}</span>
      </span>
    </span>
  )
}
