import type { Mentioned } from '#db/queries/chat-messages.ts'
import { AppError } from '../errors.ts'
import { reference } from './words.ts'

/* What people write, made safe to show: nothing in it moves the words around it or hides between them. */

export const longestText = 4_000
/** Of marks on one letter: more is a tower that covers other lines. */
const mostMarks = 6

/** Overrides and embeddings of direction, isolates, and what no writing needs: they turn around what stands beside them. */
const turning = /[\u202a-\u202e\u2066-\u2069\u206a-\u206f]/g
// Tabs and line feeds stay.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb]/g
const towers = new RegExp(`(\\p{M}{${mostMarks}})\\p{M}+`, 'gu')

/**
 * The text as it is stored. Cleaned rather than refused: control characters come along when people paste. Throws where
 * nothing is left and `isAlone` says that there is nothing else, and where it is too long for a message.
 */
export function cleanText(given: string, isAlone = true): string {
  const text = given
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(turning, '')
    .replaceAll(controls, '')
    .replaceAll(towers, '$1')
    .trim()
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
