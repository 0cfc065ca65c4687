import { useState } from 'react'

interface Standing<Words> {
  words: Words
  version: number
}

/** In words: what is typed and taken back is no change. */
export const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * A draft begun from what stood. It follows what others save for as long as one has written nothing; then it keeps the
 * version it was begun from, so that nobody's words are written over unseen. A new version with the same words, as a file
 * makes one, is no other.
 */
export function useDraftFrom<Words>(standing: Standing<Words>) {
  const [base, setBase] = useState(standing)
  const [draft, setDraft] = useState(standing.words)
  const isTouched = !isSame(draft, base.words)
  const begin = (from: Standing<Words>) => {
    setBase(from)
    setDraft(from.words)
  }
  if (standing.version !== base.version) {
    if (!isTouched) begin(standing)
    else if (isSame(standing.words, base.words)) setBase(standing)
  }
  return {
    draft,
    setDraft,
    isTouched,
    /** Sent with what is saved. */
    version: base.version,
    /** Somebody else saved other words since one began to write. */
    isOther: isTouched && standing.version !== base.version && !isSame(standing.words, base.words),
    takeTheirs: () => begin(standing),
    /** One's own are to stand, over what somebody else saved. */
    keepMine: () => setBase(standing),
    /** What was sent is saved, as the server has it now. What was typed while it was on its way is not, and stays. */
    saved(as: Standing<Words>, sent: Words) {
      setBase(as)
      setDraft((now) => (isSame(now, sent) ? as.words : now))
    },
  }
}
