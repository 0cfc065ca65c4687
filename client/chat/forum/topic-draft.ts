import { useMemo, useState } from 'react'
import { emptyDraft } from '../outbox/draft-store.ts'
import { newId } from '#client/live/new-id.ts'
import { useDraft } from '../outbox/use-draft.ts'
import * as z from '#collab/schema.ts'

const pollSchema = z.object({ options: z.array(z.string()), isMultiple: z.boolean() })
const draftSchema = z.object({
  /** One for all tries: a topic that was stored without an answer is not begun twice. */
  id: z.string(),
  title: z.string(),
  text: z.string(),
  poll: z.nullable(pollSchema),
})

export type PollDraft = z.infer<typeof pollSchema>
type TopicDraft = z.infer<typeof draftSchema>

function parse(kept: string): TopicDraft | null {
  try {
    return draftSchema.parse(JSON.parse(kept))
  } catch {
    return null
  }
}

const isEmpty = ({ title, text, poll }: TopicDraft) => title === '' && text === '' && poll === null

/** A topic that was begun and not sent: kept as a message's draft is, so that no network and no closed dialog costs it. */
export function useTopicDraft(projectId: string) {
  const { draft: kept, setDraft: keep, clear } = useDraft(`topic:${projectId}`)
  const [fresh] = useState<TopicDraft>(() => ({ id: newId(), title: '', text: '', poll: null }))
  const draft = useMemo(() => parse(kept.text) ?? fresh, [kept.text, fresh])
  const setDraft = (changes: Partial<TopicDraft>) => {
    const next = { ...draft, ...changes }
    keep({ ...emptyDraft, text: isEmpty(next) ? '' : JSON.stringify(next) })
  }
  return { draft, setDraft, clear }
}
