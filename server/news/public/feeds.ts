import type { FoundNews } from '#db/queries/news.ts'
import { requireProgramme } from '../../access/offices.ts'
import { writeCalendar } from '../../kit/calendar-written.ts'
import type { Ctx } from '../../kit/context.ts'
import { markup, searchOf } from '../../kit/plain-page.ts'
import type { NewsSought } from '../input.ts'
import { inLanguage, type Said } from '../views.ts'
import { listSought } from './sought.ts'

/*
 * News as what programs subscribe to: a feed (Atom, RFC 4287) and a calendar of the events. Both are the same for whoever asks:
 * the language is in the address, else English. `markup` escapes what XML wants escaped; what XML cannot hold at all never got
 * into the database but for two signs.
 */

const mostEntries = 50

const held = (text: string) => text.replaceAll(/[\ufffe\uffff]/g, '')

const textOf = ({ item }: FoundNews, said: readonly Said[], language: string | undefined) =>
  inLanguage(
    said.filter(({ newsId }) => newsId === item.id),
    [language ?? 'en', 'en'],
  )

export async function newsFeed(ctx: Ctx, sought: NewsSought): Promise<string> {
  await requireProgramme(ctx.db)
  const { origin } = ctx.settings.publicUrl
  const search = searchOf(sought)
  const { rows, said } = await listSought(ctx, sought, mostEntries)
  const changes = rows.map(({ item }) => item.changedAt.toISOString()).toSorted()
  const entries = rows.map((found) => {
    const { item, office, outSince } = found
    const { language, title, body } = textOf(found, said, sought.language)
    return markup`<entry xml:lang="${language}">
<id>urn:uuid:${item.id}</id>
<title>${held(title)}</title>
<link href="${origin}/news/${item.id}?language=${language}"/>
<published>${outSince.toISOString()}</published>
<updated>${item.changedAt.toISOString()}</updated>
<author><name>${held(office.name)}</name></author>
<category term="${item.kind}"/>
<summary>${held(body)}</summary>
</entry>
`
  })
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${origin}/news/atom.xml${search}</id>
<title>Préau</title>
<link rel="self" href="${origin}/news/atom.xml${search}"/>
<link href="${origin}/news${search}"/>
<updated>${changes.at(-1) ?? '1970-01-01T00:00:00.000Z'}</updated>
${entries}</feed>
`.text
}

/** An event that says no end is an hour long. */
const hourMs = 3_600_000

export async function newsCalendar(ctx: Ctx, sought: NewsSought): Promise<string> {
  await requireProgramme(ctx.db)
  const { rows, said } = await listSought(ctx, { ...sought, kind: 'event' }, mostEntries)
  const events = rows.flatMap((found) => {
    const { id, startsAt, endsAt, place } = found.item
    if (startsAt === null) return []
    const { title, body } = textOf(found, said, sought.language)
    const until = endsAt ?? new Date(startsAt.getTime() + hourMs)
    const moments = [startsAt, until] as const
    const url = `${ctx.settings.publicUrl.origin}/news/${id}`
    return [{ id, summary: title, description: body, location: place, day: '', moments, url }]
  })
  // When it was written would make another calendar of the same events each time.
  const now = new Date(Math.max(0, ...rows.map(({ item }) => item.changedAt.getTime())))
  return writeCalendar({ name: 'Préau', about: 'News', events, now })
}
