import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { documentHref } from '#client/data/kinds.ts'
import { documentsQuery } from '#client/data/documents.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { useCopyMessage } from './message-changes.ts'
import type { Message } from '../messages/queries.ts'

interface ToDocumentProps {
  as: 'card' | 'paragraph'
  message: Message
  onClose: () => void
}

/** Takes a message out of the talk: a card on a wall, or a paragraph at the end of a page. It stays where it was said. */
export function ToDocument({ as, message, onClose }: ToDocumentProps) {
  const { t } = useMessages()
  const router = useRouter()
  const { projectId } = useChatSpace()
  const { data, error, refetch } = useQuery(documentsQuery(projectId))
  const [chosen, setChosen] = useState<string | null>(null)
  const copy = useCopyMessage()
  const kind = as === 'card' ? 'wall' : 'page'
  const offered = (data?.documents ?? []).filter((row) => row.kind === kind && row.reach === 'write' && !row.isTemplate)
  const target = offered.find(({ id }) => id === chosen) ?? (offered.length === 1 ? offered[0] : undefined)
  const put = () => {
    if (target === undefined) return
    runChange(
      copy,
      { message, documentId: target.id },
      {
        onSuccess: () => {
          onClose()
          toast(t('chat.putInto', { title: target.title }), {
            action: { label: t('common.open'), onPress: () => router.history.push(documentHref(target)) },
          })
        },
      },
    )
  }
  return (
    <Dialog title={t(as === 'card' ? 'chat.toCard' : 'chat.toPage')} isOpen onOpenChange={onClose} size="s">
      <Stack>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton />}
        {data && offered.length === 0 && <Notice title={t(as === 'card' ? 'chat.noWall' : 'chat.noPage')} />}
        {offered.length > 0 && (
          <ComboBox
            label={t(as === 'card' ? 'chat.whichWall' : 'chat.whichPage')}
            options={offered.map(({ id, title, language, group }) => ({
              id,
              label: title,
              language,
              ...(group ? { description: group.name } : {}),
            }))}
            value={target?.id ?? null}
            onChange={setChosen}
          />
        )}
        {copy.isError && <ErrorState error={copy.error} />}
        {offered.length > 0 && (
          <Actions>
            <OnlineButton variant="primary" isDisabled={!target} isPending={copy.isPending} onPress={put}>
              {t('chat.put')}
            </OnlineButton>
          </Actions>
        )}
      </Stack>
    </Dialog>
  )
}
