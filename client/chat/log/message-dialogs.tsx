import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { ConfirmDialog, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './message.module.css'
import { MessageAttachments } from './message-attachments.tsx'
import type { MessageAction } from './message-menu.tsx'
import { MessageText } from './message-text.tsx'
import { useRemoveMessage } from './message-changes.ts'
import { editsQuery, type Message } from '../messages/queries.ts'
import { ToDocument } from './to-document.tsx'

interface MessageDialogsProps {
  action: MessageAction
  message: Message
  onClose: () => void
}

function RemoveDialog({ message, onClose }: Omit<MessageDialogsProps, 'action'>) {
  const { t } = useMessages()
  const remove = useRemoveMessage()
  return (
    <ConfirmDialog
      title={t('chat.removeTitle')}
      confirmLabel={t('common.delete')}
      isDanger
      isPending={remove.isPending}
      isOpen
      onOpenChange={onClose}
      onConfirm={() => remove.mutate(message, { onSuccess: onClose })}
    >
      <Stack>
        <p>{t('chat.removeSentence')}</p>
        {remove.isError && <ErrorState error={remove.error} />}
      </Stack>
    </ConfirmDialog>
  )
}

/** What a message said and brought before it was changed or taken away, for the teachers. */
function EditsDialog({ message, onClose }: Omit<MessageDialogsProps, 'action'>) {
  const { t, locale } = useMessages()
  const { nameOf } = useChatSpace()
  const { data, error, isPending, refetch } = useQuery(editsQuery(message.id))
  return (
    <Dialog title={t('chat.earlierText')} isOpen onOpenChange={onClose}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {data && (
        <Stack>
          <ol role="list" className={styles.edits}>
            {data.edits.map((edit) => (
              <li key={edit.at}>
                <p className={styles.mark}>
                  {t('chat.untilBy', { at: formatMoment(edit.at, locale), name: nameOf(edit.editorId) })}
                </p>
                {edit.text !== '' && <MessageText text={edit.text} language={message.language} />}
              </li>
            ))}
          </ol>
          <MessageAttachments attachments={data.attachments} authorId={message.authorId} />
        </Stack>
      )}
    </Dialog>
  )
}

/** The dialog that an action asks for. */
export function MessageDialogs({ action, message, onClose }: MessageDialogsProps) {
  if (action === 'remove') return <RemoveDialog message={message} onClose={onClose} />
  if (action === 'edits') return <EditsDialog message={message} onClose={onClose} />
  if (action === 'card' || action === 'paragraph') return <ToDocument as={action} message={message} onClose={onClose} />
  return null
}
