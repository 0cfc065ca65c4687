import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Notice } from '#client/ui/notice.tsx'

/** Why something was not taken, and what to do. */
export function UploadError({ error }: { error: unknown }) {
  const { t } = useMessages()
  const { text, code } = useErrorText()(error)
  return (
    <Notice tone="danger" role="alert" title={t('files.refused')}>
      {text}
      {code !== null && <p>{t('ui.errorCode', { code })}</p>}
    </Notice>
  )
}
