import * as z from 'zod'
import { type AdultMessageRow, listAdultMessages, listAdultMessagesAfter } from '#db/queries/conversations.ts'
import type { DbOrTx } from '#db/client.ts'

/* What an office reads of what was reported: it alone, with what stands around it. */

const around = 3

/** As it is kept: ids, and no names. */
export const messageEvidence = z.object({
  said: z.array(
    z.object({
      authorId: z.string().nullable(),
      text: z.string(),
      at: z.string(),
      isReported: z.boolean(),
      isDeleted: z.boolean(),
    }),
  ),
})
export type MessageEvidence = z.infer<typeof messageEvidence>

/** What was taken back is read where it is reported itself, and is no part of what stands around. */
const piece = ({ authorId, text, takenText, at, deletedAt }: AdultMessageRow, isReported: boolean) => ({
  ...{ authorId, text: isReported ? (takenText ?? text) : text, at: at.toISOString(), isReported },
  isDeleted: deletedAt !== null,
})

export async function evidenceOfMessage(db: DbOrTx, row: AdultMessageRow): Promise<MessageEvidence> {
  const { conversationId, number } = row
  const before = (await listAdultMessages(db, conversationId, number, around)).toReversed()
  const after = await listAdultMessagesAfter(db, conversationId, number, around)
  return {
    said: [...before.map((one) => piece(one, false)), piece(row, true), ...after.map((one) => piece(one, false))],
  }
}

/** The first letter of who is not a contact yet. */
export const evidenceOfLetter = (authorId: string, text: string, at: Date): MessageEvidence => ({
  said: [{ authorId, text, at: at.toISOString(), isReported: true, isDeleted: false }],
})
