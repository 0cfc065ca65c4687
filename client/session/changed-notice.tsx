import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Words } from '#client/ui/words.tsx'
import type { useDraftFrom } from './use-draft-from.ts'

interface ChangedNoticeProps {
  writing: Pick<ReturnType<typeof useDraftFrom>, 'isOther' | 'keepMine' | 'takeTheirs'>
  /** What saves it: its refusal is over once one has said which words are to stand. */
  sending: { isPending: boolean; reset: () => void }
  /** What stands there now. */
  theirs: string
}

/** Where somebody else saved other words while one wrote, both are there until one says which are to stand. */
export function ChangedNotice({ writing: { isOther, keepMine, takeTheirs }, sending, theirs }: ChangedNoticeProps) {
  const { t } = useMessages()
  if (!isOther || sending.isPending) return null
  const choose = (which: () => void) => () => {
    sending.reset()
    which()
  }
  return (
    <Notice
      tone="warn"
      role="status"
      title={t('news.changedTitle')}
      action={
        <Row gap="s">
          <Button onPress={choose(keepMine)}>{t('news.keepMine')}</Button>
          <Button onPress={choose(takeTheirs)}>{t('news.takeTheirs')}</Button>
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
