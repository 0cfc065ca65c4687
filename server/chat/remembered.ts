import type { Db } from '#db/client.ts'
import type { ChannelFacts } from '#db/queries/chat-channels.ts'

/*
 * What the rules were asked about when somebody last wrote in a channel. A message is stored only where that is still so
 * (`insertMessage`), so whoever writes again needs no question before it; where something has changed, it is asked anew.
 */

const mostRemembered = 10_000

const remembered = new WeakMap<Db, Map<string, ChannelFacts>>()

const keyOf = (userId: string, channelId: string) => `${userId} ${channelId}`

export const recallFacts = (db: Db, userId: string, channelId: string): ChannelFacts | undefined =>
  remembered.get(db)?.get(keyOf(userId, channelId))

export function rememberFacts(db: Db, userId: string, facts: ChannelFacts): void {
  const known = remembered.get(db) ?? new Map<string, ChannelFacts>()
  if (known.size >= mostRemembered) known.clear()
  remembered.set(db, known.set(keyOf(userId, facts.channelId), facts))
}

export function forgetFacts(db: Db, userId: string, channelId: string): void {
  remembered.get(db)?.delete(keyOf(userId, channelId))
}
