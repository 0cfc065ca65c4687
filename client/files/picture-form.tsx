import { Camera, ImagePlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { SendButton } from './send-button.tsx'
import type { NewAttachment } from './upload.ts'
import { UploadError } from './upload-error.tsx'
import { whyTooLarge } from './upload-size.ts'
import styles from './forms.module.css'

const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

export interface FormProps {
  /** Dropped or pasted. */
  file?: File | undefined
  /** It is kept with what is written, and sent with that. */
  isLocal?: boolean
  isSending: boolean
  error: unknown
  onSend: (attachment: NewAttachment) => void
}

/** The address of a file's bytes in this browser, for as long as it is shown. */
function usePreview(file: File | undefined) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (file === undefined) return setUrl(null)
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

/** A picture and the words for those who cannot see it: asked each time, or said to be only decoration. */
export function PictureForm({ file: given, isLocal = false, isSending, error, onSend }: FormProps) {
  const { t } = useMessages()
  const [file, setFile] = useState(given)
  const [alt, setAlt] = useState('')
  const [isDecorative, setIsDecorative] = useState(false)
  const isAltMissing = !isDecorative && alt.trim() === ''
  const preview = usePreview(file)
  const tooLarge = whyTooLarge(file)
  const send = () => {
    if (file && tooLarge === null) onSend({ kind: 'picture', file, alt: alt.trim(), isDecorative })
  }
  const choose = (files: File[]) => setFile(files[0])
  return (
    <Form problems={{ alt: isAltMissing && t('files.alt_missing') }} onSubmit={send}>
      <Stack>
        {preview !== null && <img className={styles.preview} src={preview} alt={t('files.picture_chosen')} />}
        <Row>
          <FileButton accept={pictureTypes} icon={ImagePlus} onFiles={choose}>
            {file ? t('files.picture_other') : t('files.picture_choose')}
          </FileButton>
          <span className={styles.touch}>
            <FileButton accept={pictureTypes} camera="environment" icon={Camera} onFiles={choose}>
              {t('files.picture_camera')}
            </FileButton>
          </span>
        </Row>
        <TextField
          path="alt"
          label={t('files.alt')}
          description={t('files.alt_help')}
          value={alt}
          onChange={setAlt}
          isDisabled={isDecorative}
          maxLength={1_000}
        />
        <Checkbox isSelected={isDecorative} onChange={setIsDecorative}>
          {t('files.decorative')}
        </Checkbox>
        {(tooLarge ?? error) !== null && <UploadError error={tooLarge ?? error} />}
        <Actions>
          <SendButton
            isLocal={isLocal}
            type="submit"
            variant="primary"
            isPending={isSending}
            isDisabled={!file || tooLarge !== null}
          >
            {t('files.picture_send')}
          </SendButton>
        </Actions>
      </Stack>
    </Form>
  )
}
