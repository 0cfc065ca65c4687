import { useChatSpace } from '../space/chat-space.ts'
import type { Outgoing } from '../outbox/outgoing.ts'
import { withLabels } from '../messages/text-parts.ts'
import { useDraft } from '../outbox/use-draft.ts'

/** A refused message goes back to where it can be changed: into the field, before what stands there. */
export function useTakeBack(place: string) {
  const { sender, labelOf } = useChatSpace()
  const { draft, setDraft } = useDraft(place)
  return (item: Outgoing) => {
    const { text, written } = withLabels(item.text, labelOf)
    sender.takeBack(item.id)
    setDraft({
      text: [text, draft.text].filter(Boolean).join('\n'),
      written: [...written, ...draft.written],
      // They go up again: the server may have let go of what no message brought.
      files: [...item.attachments.map((file) => ({ ...file, fileId: null })), ...draft.files],
    })
  }
}
