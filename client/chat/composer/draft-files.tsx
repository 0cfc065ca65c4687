import { X } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { IconButton } from '#client/ui/button.tsx'
import styles from '../log/attachments.module.css'
import { ownFileName } from '../log/attachment-words.ts'
import type { OwnFile } from '../outbox/outgoing.ts'
import { OwnFileView } from '../log/own-file.tsx'

/** What goes with the message that is being written. */
export function DraftFiles({ files, onRemove }: { files: readonly OwnFile[]; onRemove: (id: string) => void }) {
  const { t } = useMessages()
  if (files.length === 0) return null
  return (
    <ul role="list" aria-label={t('chat.filesOfDraft')} className={styles.draft}>
      {files.map((file) => (
        <li key={file.id} className={styles.chip} data-kind={file.kind}>
          <OwnFileView file={file} />
          <IconButton
            label={t('chat.removeFile', { name: ownFileName(file, t) })}
            icon={X}
            onPress={() => onRemove(file.id)}
          />
        </li>
      ))}
    </ul>
  )
}
