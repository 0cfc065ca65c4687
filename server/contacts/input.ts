import * as z from 'zod'
import { reportReasons } from '#db/schema/values.ts'
import { lines } from '../kit/text.ts'

/* What a request about contacts and what they write to each other may hold. */

/** In two languages, from the skeleton of an offer. */
const longestLetter = 3_000
const longestMessage = 4_000
const longestNote = 2_000

export const personParam = z.strictObject({ userId: z.uuid().toLowerCase() })
export const conversationParam = z.strictObject({ conversationId: z.uuid().toLowerCase() })
export const messageParam = conversationParam.extend({ messageId: z.uuid().toLowerCase() })

/** The first letter: with it one asks, or says yes. */
export const letter = z.strictObject({ words: lines(longestLetter).default('') })

export const messagesAsked = z.strictObject({
  /** What was said before this one. */
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type MessagesAsked = z.infer<typeof messagesAsked>

/** Its id is made where it is written: sent again, it is there once. */
export const messageDraft = z.strictObject({ id: z.uuid().toLowerCase(), text: lines(longestMessage, 1) })
export type MessageDraft = z.infer<typeof messageDraft>

export const readUpTo = z.strictObject({ number: z.int().min(1).max(Number.MAX_SAFE_INTEGER) })

export const messageReport = z.strictObject({ reason: z.enum(reportReasons), words: lines(500).default('') })
export type MessageReport = z.infer<typeof messageReport>

export const officeParam = z.strictObject({ officeId: z.uuid().toLowerCase() })
export const officeReportParam = officeParam.extend({ reportId: z.uuid().toLowerCase() })
/** What was done about it, for the office. */
export const reportSettled = z.strictObject({ note: lines(longestNote).default('') })
