import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { indexWords } from '#server/kit/words.ts'
import { randomOf } from '../load/hand.ts'

/** A channel that was talked in for years: words as often as words are, some of them rare. */

const atOnce = 2_000
const commonWords = 800
const wordsEach = 11
/** In one of a thousand messages. */
export const rareWord = 'Otterspur'
/** In about half of them. */
export const commonWord = 'Rivière'

const syllables = ['ba', 'co', 'di', 'fe', 'gu', 'la', 'mo', 'né', 'pi', 'ra', 'sö', 'tu', 'vi', 'wa', 'ze', 'çi']

function wordOf(random: () => number): string {
  // Zipf: the second word is half as frequent as the first.
  const rank = Math.floor(commonWords ** random())
  return [rank % 16, (rank * 7) % 16, (rank >> 4) % 16].map((at) => syllables[at] ?? '').join('')
}

function textOf(random: () => number, at: number): string {
  const words = Array.from({ length: wordsEach }, () => wordOf(random))
  if (random() < 0.5) words.splice(3, 0, commonWord)
  if (at % 1_000 === 500) words.splice(5, 0, rareWord)
  return words.join(' ')
}

/** Puts so many messages into a channel that has none. */
export async function fillChannel(db: Db, channelId: string, count: number): Promise<void> {
  const random = randomOf(11)
  const [channel] = await db.execute<{ number: number }>(sql`select number from channels where id = ${channelId}::uuid`)
  const number = channel?.number ?? 0
  const start = Date.now() - count * 60_000
  for (let from = 0; from < count; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => {
      const at = from + index
      const text = textOf(random, at)
      const words = indexWords(number, text)
      return { id: randomUUID(), sequence: at + 1, at: new Date(start + at * 60_000).toISOString(), text, words }
    })
    await db.execute(sql`
      insert into messages (id, channel_id, sequence, author_id, at, text, words)
      select given.id, ${channelId}::uuid, given.sequence,
        (select user_id from members join channels on channels.project_id = members.project_id
          where channels.id = ${channelId}::uuid limit 1), given.at, given.text, array_to_tsvector(given.words)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given (id uuid, sequence int, at timestamptz, text text, words text[])`)
  }
  await db.execute(sql`update channels set last_sequence = ${count}, last_at = now() where id = ${channelId}::uuid`)
  await db.execute(sql`analyze messages`)
}
