import { type RefObject, useState } from 'react'
import type { Message } from '../messages/queries.ts'

/** What the field of a talk is for: new words, an answer, or to put right what was said. */
export function useTalkField(ref: RefObject<HTMLTextAreaElement | null>) {
  const [answered, setAnswered] = useState<Message | null>(null)
  const [edited, setEdited] = useState<Message | null>(null)
  const [sentTurn, setSentTurn] = useState(0)
  const focus = () => ref.current?.focus()
  return {
    ref,
    answered,
    edited,
    sentTurn,
    focus,
    answer: setAnswered,
    edit: setEdited,
    stopEditing: () => {
      setEdited(null)
      // The field is there again with the next picture.
      requestAnimationFrame(focus)
    },
    sent: () => {
      setAnswered(null)
      setSentTurn((turn) => turn + 1)
    },
  }
}

export type TalkFieldState = ReturnType<typeof useTalkField>
