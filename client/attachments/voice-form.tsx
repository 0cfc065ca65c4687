import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import type { FormProps } from './picture-form.tsx'
import { UploadError } from './upload-error.tsx'
import { VoiceRecorder } from './voice-recorder.tsx'

export function VoiceForm({ isSending, error, onSend }: Omit<FormProps, 'file'>) {
  const { t } = useMessages()
  return (
    <Stack>
      <VoiceRecorder
        sendLabel={t('attachments.voice_send')}
        isSending={isSending}
        onSend={(file) => onSend({ kind: 'voice', file })}
      />
      {error !== null && <UploadError error={error} />}
    </Stack>
  )
}
