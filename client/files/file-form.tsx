import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { fileSize } from './file-size.ts'
import styles from './forms.module.css'
import type { FormProps } from './picture-form.tsx'
import { SendButton } from './send-button.tsx'
import { UploadError } from './upload-error.tsx'
import { whyTooLarge } from './upload-size.ts'

/** Endings, for the browser's own dialog: what the server takes it knows by the bytes. */
const endings = [
  '.pdf',
  '.odt',
  '.ods',
  '.odp',
  '.docx',
  '.xlsx',
  '.pptx',
  '.txt',
  '.md',
  '.csv',
  '.tsv',
  '.ggb',
  '.sb3',
]

/** One file of those that schools work with. */
export function FileForm({ file: given, isLocal = false, isSending, error, onSend }: FormProps) {
  const { t, locale } = useMessages()
  const [file, setFile] = useState(given)
  const tooLarge = whyTooLarge(file)
  return (
    <Stack>
      <p>{t('files.file_help')}</p>
      <Row>
        <FileButton accept={endings} icon={Paperclip} onFiles={(files) => setFile(files[0])}>
          {file ? t('files.file_other') : t('files.file_choose')}
        </FileButton>
      </Row>
      {file && (
        <p className={styles.chosen}>
          <strong>{file.name}</strong> {fileSize(file.size, locale)}
        </p>
      )}
      {(tooLarge ?? error) !== null && <UploadError error={tooLarge ?? error} />}
      <Actions>
        <SendButton
          isLocal={isLocal}
          variant="primary"
          isPending={isSending}
          isDisabled={!file || tooLarge !== null}
          onPress={() => file && onSend({ kind: 'file', file })}
        >
          {t('files.file_send')}
        </SendButton>
      </Actions>
    </Stack>
  )
}
