import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Words } from '#client/ui/words.tsx'

interface ChangedProps {
  /** What stands there now. */
  theirs: string
  onKeep: () => void
  onTake: () => void
}

/** Somebody else saved other words while one wrote: both are there until one says which are to stand. */
export function ChangedNotice({ theirs, onKeep, onTake }: ChangedProps) {
  const { t } = useMessages()
  return (
    <Notice
      tone="warn"
      role="status"
      title={t('news.changedTitle')}
      action={
        <Row gap="s">
          <Button onPress={onKeep}>{t('news.keepMine')}</Button>
          <Button onPress={onTake}>{t('news.takeTheirs')}</Button>
        </Row>
      }
    >
      <Stack gap="s">
        <p>{t('news.changedHelp')}</p>
        <Words>{theirs}</Words>
      </Stack>
    </Notice>
  )
}
