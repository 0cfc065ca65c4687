import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { ApiError } from '#client/api.ts'
import { uploadFile } from '#client/files/upload.ts'
import { type OutboxOwner, openOutbox, registerOpen } from '#client/live/outbox.ts'
import { useUser } from '#client/session/session.ts'
import { DraftStore } from './draft-store.ts'
import { FileStore } from './file-store.ts'
import { pushNumber, putAnswer } from '../messages/message-cache.ts'
import type { OwnFile } from './outgoing.ts'
import type { Message } from '../messages/queries.ts'
import { sendMessage } from './send-message.ts'
import { Sender } from './sender.ts'

export type ChatSender = Sender<{ message: Message; askedAt: number }>

interface Kept {
  userId: string
  sender: ChatSender
  drafts: DraftStore
  files: FileStore
}

/** One for the tab: what waits does not stop waiting because another screen is looked at. */
let kept: Kept | null = null

globalThis.addEventListener?.('online', () => kept?.sender.kick())
globalThis.addEventListener?.('beforeunload', (event) => {
  if (kept !== null && kept.sender.unsentChanges() > 0 && !kept.sender.isKept()) event.preventDefault()
})

/** Ten megabytes on a slow line; a line that takes longer is taken for dead. */
const uploadMs = 180_000

async function upload(files: FileStore, channelId: string, file: OwnFile): Promise<string> {
  const { id, kind, name, type, alt, isDecorative } = file
  const bytes = await files.get(id, type)
  if (bytes === null) throw new ApiError(409, { code: 'conflict', reason: 'file_not_kept' })
  const attachment = { kind, file: new File([bytes], name, { type }), alt, isDecorative, key: id }
  return (await uploadFile({ channelId }, attachment, AbortSignal.timeout(uploadMs))).id
}

function open(owner: OutboxOwner, queryClient: QueryClient): Kept {
  const outbox = openOutbox(owner)
  const files = new FileStore(outbox)
  const sender: ChatSender = new Sender({
    outbox,
    files: {
      upload: (channelId, file) => upload(files, channelId, file),
      remove: (ids) => files.remove(ids),
    },
    async post(draft) {
      const askedAt = pushNumber()
      const message = await sendMessage(draft)
      return { message, askedAt }
    },
    onSent: ({ message, askedAt }) => putAnswer(queryClient, message, owner.id, askedAt),
    onSignedOut: () => void queryClient.invalidateQueries({ queryKey: ['session'] }),
  })
  const forget = registerOpen({
    userId: owner.id,
    unsentChanges: sender.unsentChanges,
    destroy() {
      forget()
      sender.destroy()
      kept = null
    },
  })
  return { userId: owner.id, sender, drafts: new DraftStore(outbox), files }
}

/** The sender of this person; another person's is closed, what it had lies sealed. */
function chatOf(owner: OutboxOwner, queryClient: QueryClient): Kept {
  if (kept?.userId !== owner.id) {
    kept?.sender.destroy()
    kept = open(owner, queryClient)
  }
  return kept
}

export function useChatSender() {
  const { id, outboxKey, isSharedDevice } = useUser()
  const queryClient = useQueryClient()
  return useMemo(
    () => chatOf({ id, outboxKey, isSharedDevice }, queryClient),
    [id, outboxKey, isSharedDevice, queryClient],
  )
}

/**
 * One's own messages of a channel that the server does not have yet, in order. What stands in one of `there` it has: that
 * may come over the line before the answer.
 */
export function useOutgoing(
  sender: ChatSender,
  channelId: string,
  ...there: (readonly { id: string }[] | undefined)[]
) {
  const items = useSyncExternalStore(sender.subscribe, sender.getSnapshot)
  const isThere = (id: string) => there.some((list) => list?.some((one) => one.id === id))
  return items.filter((item) => item.channelId === channelId && !isThere(item.id))
}
