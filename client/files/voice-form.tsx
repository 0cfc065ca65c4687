import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import type { FormProps } from './picture-form.tsx'
import { UploadError } from './upload-error.tsx'
import { VoiceRecorder } from './voice-recorder.tsx'

export function VoiceForm({ isLocal = false, isSending, error, onSend }: Omit<FormProps, 'file'>) {
  const { t } = useMessages()
  return (
    <Stack>
      <VoiceRecorder
        sendLabel={t(isLocal ? 'files.voice_keep' : 'files.voice_send')}
        isLocal={isLocal}
        isSending={isSending}
        onSend={(file, durationMs) => onSend({ kind: 'voice', file, durationMs })}
      />
      {error !== null && <UploadError error={error} />}
    </Stack>
  )
}
