import { useMemo } from 'react'
import { useChatSender } from '#client/chat/outbox/chat-sender.ts'
import { emptyDraft } from '#client/chat/outbox/draft-store.ts'
import { useDraft } from '#client/chat/outbox/use-draft.ts'
import { newId } from '#client/live/new-id.ts'
import * as z from '#collab/schema.ts'

const draftSchema = z.object({
  text: z.string(),
  /** Sent again as it stands, it is the same message. */
  id: z.string(),
})
export type MessageDraft = z.infer<typeof draftSchema>

const nothing: MessageDraft = { text: '', id: '' }

function parse(kept: string): MessageDraft {
  try {
    return draftSchema.parse(JSON.parse(kept))
  } catch {
    return nothing
  }
}

/** What one is writing to a contact: kept as a message of the chat is, for its writer alone, and gone when they sign out. */
export function useMessageDraft(conversationId: string) {
  const place = `contact:${conversationId}`
  const { drafts } = useChatSender()
  const { draft: kept } = useDraft(place)
  const draft = useMemo(() => parse(kept.text), [kept.text])
  const keep = (text: string) => drafts.set(place, { ...emptyDraft, text })
  return {
    draft,
    write: (text: string) => keep(text === '' ? '' : JSON.stringify({ text, id: newId() })),
    /** It is there; what was typed since stays. */
    sent: (id: string) => parse(drafts.get(place).text).id === id && keep(''),
  }
}
