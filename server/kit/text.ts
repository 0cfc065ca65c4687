import * as z from 'zod'
import { hasControls } from '#collab/documents/controls.ts'

/*
 * Text as requests bring it. A line (a title, a name, a reason in a row) is refused where it holds what turns or breaks a
 * line, since it stands among words of others, and freed of what is not seen. Text of several lines stands for itself: it
 * is freed of what turns, and keeps the marks that Arabic, Hebrew, Persian and Indic writing needs (U+200C-200F).
 */

/** Overrides and embeddings of direction, isolates, and what no writing needs: they turn around what stands beside them. */
const turning = /[\u202a-\u202e\u2066-\u206f]/g
/** Besides those: controls, breaks of a line, halves of letters, private use, notes between lines, letters of tags. */
const unfitting = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\u{e0000}-\u{e007f}]/u
/** Nothing is seen of them: two titles that look alike would be two. Fillers, blanks, breaks and marks of direction. */
const unseen =
  /\u{34f}|\u{61c}|[\u{ad}\u{115f}\u{1160}\u{180e}\u{200b}\u{200e}\u{200f}\u{2060}-\u{2065}\u{2800}\u{3164}\u{feff}\u{ffa0}]/gu
/** Joiners make one picture of several, and letters of many scripts; between Latin ones and at an end they do nothing. */
const idleJoiners =
  /(?<=^|[\s\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200c\u200d]|[\u200c\u200d](?=$|[\s\u200c\u200d])/gu
/** Of marks on one letter: more is a tower that covers other lines. */
const towers = /(\p{M}{6})\p{M}+/gu
/** What is longer is refused before it is looked at; no field takes as much. */
const mostGiven = 64_000

const isLine = (text: string): boolean => !unfitting.test(text)

/** One form for what looks the same: composed, single spaces, none around, nothing unseen. */
export const tidyLine = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(unseen, '')
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .replaceAll(idleJoiners, '')
    .replaceAll(towers, '$1')
    .trim()

/** The same of something that nobody can be asked to write again: what does not fit is left out. */
export const cleanLine = (text: string): string =>
  tidyLine([...text].filter((letter) => /\s/u.test(letter) || isLine(letter)).join(''))

/** A name or a title of something: one line of any script, emoji included. */
export const line = (maxLength: number, minLength = 1) =>
  z
    .string()
    .max(1000)
    .transform(tidyLine)
    .pipe(z.string().min(minLength).max(maxLength).refine(isLine, 'bad_characters'))

/** Line feeds alone break lines, nothing turns or towers. */
export const tidyLines = (text: string): string =>
  text
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(turning, '')
    .replaceAll(towers, '$1')
    .trim()

/** Text of one line or several. */
export const lines = (maxLength: number, minLength = 0) =>
  z
    .string()
    .max(mostGiven)
    .transform(tidyLines)
    .pipe(
      z
        .string()
        .min(minLength)
        .max(maxLength)
        .refine((text) => !hasControls(text), 'bad_characters'),
    )

/** BCP 47, as far as a school needs it: language, script, region, variants. */
export const languageTag = z
  .string()
  .max(40)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/)

/** What a teacher says of a freeze or a pause to those it meets. Null, or left out: nothing. */
export const givenReason = line(200).nullable()
