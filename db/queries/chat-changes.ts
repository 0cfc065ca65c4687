import { and, asc, eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { mentions, messageEdits, messageReactions, messages } from '../schema/chat.ts'
import { type Mentioned, vectorOf } from './chat-messages.ts'

/** Texts as they were, oldest first. */
export async function listEdits(db: DbOrTx, messageId: string) {
  return db
    .select({ at: messageEdits.at, editorId: messageEdits.editorId, text: messageEdits.text })
    .from(messageEdits)
    .where(eq(messageEdits.messageId, messageId))
    .orderBy(asc(messageEdits.id))
}

type MessageChanges = Partial<
  Pick<
    typeof messages.$inferInsert,
    'text' | 'editedAt' | 'deletedAt' | 'deletedBy' | 'pinnedAt' | 'pinnedBy' | 'returnedReason'
  >
>

/** Changes a message. `words` are for the index; left out, it is found as before. */
export async function updateMessage(
  tx: Tx,
  messageId: string,
  changes: MessageChanges,
  words?: string[],
): Promise<void> {
  const found = words === undefined ? {} : { words: vectorOf(words) }
  await tx
    .update(messages)
    .set({ ...changes, ...found })
    .where(eq(messages.id, messageId))
}

/** Keeps a text that is about to be replaced. */
export async function insertEdit(tx: Tx, edit: Omit<typeof messageEdits.$inferInsert, 'id'>): Promise<void> {
  await tx.insert(messageEdits).values(edit)
}

export async function replaceMentions(tx: Tx, messageId: string, mentioned: Mentioned[]): Promise<void> {
  await tx.delete(mentions).where(eq(mentions.messageId, messageId))
  if (mentioned.length > 0)
    await tx.insert(mentions).values(mentioned.map(({ kind, id }) => ({ messageId, kind, targetId: id })))
}

/** A reaction twice is one. */
export async function insertReaction(tx: Tx, reaction: typeof messageReactions.$inferInsert): Promise<void> {
  await tx.insert(messageReactions).values(reaction).onConflictDoNothing()
}

export async function deleteReaction(
  tx: Tx,
  { messageId, userId, reaction }: Omit<typeof messageReactions.$inferSelect, 'at'>,
): Promise<void> {
  await tx
    .delete(messageReactions)
    .where(
      and(
        eq(messageReactions.messageId, messageId),
        eq(messageReactions.userId, userId),
        eq(messageReactions.reaction, reaction),
      ),
    )
}
