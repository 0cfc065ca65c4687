import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { insertPastMessages, insertPastReads, type PastMessage } from '#db/queries/chat-past.ts'
import { insertPastTopicReads, insertPastTopics, type PastTopic } from '#db/queries/forum-past.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { channelKinds } from '#db/schema/values.ts'
import { mentionedIn } from '../chat/text.ts'
import { indexWords } from '../kit/words.ts'
import type { TalkLine } from './content/talk.ts'

/** Both schools of the demonstration live by this clock. */
const timeZone = 'Europe/Paris'
/** So that a visitor finds something new. */
const unreadAtFirst = 2

const isWeekend = (day: Temporal.PlainDate) => day.dayOfWeek > 5

/** A moment so many school days ago, by the clock on the wall: nobody wrote on a Sunday or at night. */
function talkTime(now: Date, { day, at }: Pick<TalkLine, 'day' | 'at'>): Date {
  let date = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  for (let left = day; left > 0; left--) {
    date = date.subtract({ days: 1 })
    while (isWeekend(date)) date = date.subtract({ days: 1 })
  }
  return new Date(date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(at) }).epochMilliseconds)
}

interface Lookup {
  /** Id of a person by name. Throws where there is none. */
  idOf(name: string): string
  /** Id of a page of the project by its title. */
  pageOf(title: string): string
}

const written = (text: string, { idOf, pageOf }: Lookup) =>
  text
    .replaceAll(/@\[([^\]]+)\]/g, (_whole, name: string) => `<@${idOf(name)}>`)
    .replaceAll(/#\[([^\]]+)\]/g, (_whole, title: string) => `<#${pageOf(title)}>`)

/** Lines as they are stored, in their order. Throws where one answers what was not said before it. */
function pastOf(lines: TalkLine[], channelNumber: number, lookup: Lookup, now: Date): PastMessage[] {
  const known = new Map<string, PastMessage>()
  return lines.map((line) => {
    const answered = line.to === undefined ? null : known.get(line.to)
    if (answered === undefined) throw new Error(`nobody has said ${line.to} yet`)
    const text = written(line.text, lookup)
    const message: PastMessage = {
      id: randomUUID(),
      authorId: lookup.idOf(line.by),
      at: talkTime(now, line),
      text,
      language: line.language,
      replyTo: answered?.id ?? null,
      threadId: answered?.threadId ?? answered?.id ?? null,
      isPinned: line.isPinned ?? false,
      words: indexWords(channelNumber, [line.title ?? '', text].join(' ')),
      mentions: mentionedIn(text),
      reactions: Object.entries(line.reactions ?? {}).flatMap(([reaction, names]) =>
        names.map((name) => ({ userId: lookup.idOf(name), reaction })),
      ),
    }
    if (line.key !== undefined) known.set(line.key, message)
    return message
  })
}

/** Topics that begin with these messages, which stand in the order of the lines. */
const topicsOf = (lines: TalkLine[], past: PastMessage[], { idOf }: Lookup): PastTopic[] =>
  lines.flatMap(({ title, poll }, index) => {
    const message = past[index]
    if (title === undefined || !message) return []
    const chosen = Object.entries(poll?.chosen ?? {}).flatMap(([name, places]) =>
      places.map((position) => ({ userId: idOf(name), position })),
    )
    const asked = poll && { isMultiple: poll.isMultiple ?? false, options: poll.options, chosen }
    return [{ messageId: message.id, title, poll: asked ?? null }]
  })

export type TalkChannel = Awaited<ReturnType<typeof listChannelIds>>[number]

/** Fills the channels of a project: `linesOf` says what was said in which. */
export async function storeTalk(
  tx: Tx,
  projectId: string,
  linesOf: (channel: TalkChannel) => TalkLine[] | undefined,
  lookup: Lookup,
  now: Date,
): Promise<void> {
  for (const channel of await listChannelIds(tx, projectId, [...channelKinds])) {
    const lines = linesOf(channel) ?? []
    const past = pastOf(lines, channel.number, lookup, now)
    await insertPastMessages(tx, channel.id, past)
    await insertPastTopics(tx, topicsOf(lines, past, lookup))
  }
  await insertPastReads(tx, projectId, unreadAtFirst, now)
  await insertPastTopicReads(tx, projectId)
}
