import { FileChip } from '#client/files/file-chip.tsx'
import { Picture } from '#client/files/picture.tsx'
import { VoicePlayer } from '#client/files/voice-player.tsx'
import { fileAddress } from '#collab/documents/file-address.ts'
import type { DeskItem } from '#client/data/desk.ts'
import { useMessages } from '#client/locales/messages.tsx'
import styles from './desk.module.css'

/** What comes with what waits: to be seen, heard and opened before it is let out. */
export function DeskFiles({ files, name }: Pick<DeskItem, 'files'> & { name: string }) {
  const { t } = useMessages()
  if (files.length === 0) return null
  return (
    <div className={styles.files}>
      {files.map((file) => {
        if (file.kind === 'file') return <FileChip key={file.id} fileId={file.id} name={file.name} />
        if (file.kind === 'picture')
          return (
            <figure key={file.id} className={styles.picture}>
              <Picture fileId={file.id} alt={file.alt} />
              {file.alt !== '' && <figcaption className={styles.aside}>{file.alt}</figcaption>}
            </figure>
          )
        const label = t('chat.voiceOf', { name })
        return <VoicePlayer key={file.id} src={fileAddress(file.id)} durationMs={file.durationMs ?? 0} label={label} />
      })}
    </div>
  )
}
