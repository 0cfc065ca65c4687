import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { Shower } from '#db/queries/shown-files.ts'
import { news, newsTexts } from '#db/schema/news.ts'
import { presentations } from '#db/schema/presentations.ts'
import { shownFiles } from '#db/schema/shown-files.ts'

/* News, and what projects show of themselves, as rows. */

interface Wanted extends Partial<typeof news.$inferInsert> {
  officeId: string
  /** What it is called, by language. */
  titles?: Record<string, string>
}

const noon = new Date('2026-11-20T12:00:00Z')

/** Out since 20 November 2026 for good, of everybody. */
export async function makeNews(db: Db, { titles = { en: 'Two rivers' }, ...values }: Wanted): Promise<string> {
  const id = randomUUID()
  const out = {
    kind: 'action',
    state: 'published',
    fromDate: '2026-11-20',
    changedAt: noon,
    publishedAt: noon,
  } as const
  await db.insert(news).values({ ...out, createdAt: noon, ...values, id })
  const texts = Object.entries(titles).map(([language, title]) => ({ newsId: id, language, title, body: `${title}.` }))
  await db.insert(newsTexts).values(texts)
  return id
}

/** What a project shows of itself, anew: nobody has agreed to it. */
export async function makePresentation(db: Db, projectId: string): Promise<void> {
  await db.delete(presentations).where(eq(presentations.projectId, projectId))
  const words = { title: 'Two rivers', summary: 'We wrote.', language: 'en', tools: ['page'] }
  await db.insert(presentations).values({ projectId, ...words, changedAt: noon })
}

export async function makeShownFile(db: Db, of: Shower, bytes: Uint8Array): Promise<string> {
  const id = randomUUID()
  const picture = { kind: 'picture', type: 'image/webp', name: '', width: 4, height: 4, alt: 'A river' } as const
  await db.insert(shownFiles).values({ ...picture, ...of, id, bytes, size: bytes.length, position: 1 })
  return id
}
