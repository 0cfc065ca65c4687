import type { Mentioned } from '#db/queries/chat-messages.ts'
import { AppError } from '../kit/errors.ts'
import { tidyLines } from '../kit/text.ts'
import { reference } from '../kit/words.ts'

/* What people write, made safe to show: nothing in it moves the words around it or hides between them. */

const longestText = 4_000
// Tabs and line feeds stay.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb]/g

/**
 * The text as it is stored. Cleaned rather than refused: control characters come along when people paste. Throws where
 * nothing is left and `isAlone` says that there is nothing else, and where it is too long for a message.
 */
export function cleanText(given: string, isAlone = true): string {
  const text = tidyLines(given).replaceAll(controls, '').trim()
  if (text.replaceAll(/[\p{Cf}\s]/gu, '') === '') {
    if (isAlone) throw new AppError('invalid', 'message_empty')
    return ''
  }
  if ([...text].length > longestText) throw new AppError('too_large', 'message_too_long')
  return text
}

/** Whom and what a text refers to, each once. */
export function mentionedIn(text: string): Mentioned[] {
  const found = new Map<string, Mentioned>()
  for (const [whole, sign, id = ''] of text.matchAll(reference))
    found.set(whole, { kind: sign === '@' ? 'person' : 'document', id })
  return [...found.values()]
}
