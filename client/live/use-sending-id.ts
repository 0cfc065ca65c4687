import { useRef } from 'react'
import { newId } from './new-id.ts'

/**
 * The id under which words are sent that are stored once: what is tried again as it stands keeps it, and what says something
 * else by now is something else. An answer that was lost would otherwise make two of one, or hide what was changed since.
 */
export function useSendingId() {
  const tried = useRef<{ words: string; id: string } | null>(null)
  return {
    idFor(what: unknown): string {
      const words = JSON.stringify(what)
      if (tried.current?.words !== words) tried.current = { words, id: newId() }
      return tried.current.id
    },
    /** It arrived: the same words once more are another letter. */
    arrived() {
      tried.current = null
    },
  }
}
