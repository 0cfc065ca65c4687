import { useCallback, useSyncExternalStore } from 'react'
import { useChatSender } from './chat-sender.ts'
import { type ComposerDraft, emptyDraft } from './draft-store.ts'

/** Where a draft lies: in the channel, or in the thread or topic that a message begins. */
export const draftPlace = (channelId: string, topId: string | null) =>
  topId === null ? channelId : `${channelId}/${topId}`

/** The draft of a channel or of a thread in it. It outlasts the screen, and the tab where the device may keep it. */
export function useDraft(place: string) {
  const { drafts } = useChatSender()
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get(place))
  const setDraft = useCallback((next: ComposerDraft) => drafts.set(place, next), [drafts, place])
  const clear = useCallback(() => drafts.set(place, emptyDraft), [drafts, place])
  return { draft, setDraft, clear }
}
