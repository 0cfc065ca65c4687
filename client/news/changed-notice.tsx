import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'

/** Somebody else saved other words while one wrote: what one has stays until one takes theirs. */
export function ChangedNotice({ onTake }: { onTake: () => void }) {
  const { t } = useMessages()
  return (
    <Notice
      tone="warn"
      role="status"
      title={t('news.changedTitle')}
      action={<Button onPress={onTake}>{t('news.takeTheirs')}</Button>}
    >
      {t('news.changedHelp')}
    </Notice>
  )
}
