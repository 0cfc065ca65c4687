import type { LiveApp } from '../helpers/live-app.ts'
import { makeNews, makePresentation, makeShownFile } from '../helpers/news.ts'
import type { makeOfficePeople } from './office-world.ts'

/** News of the office of Italy that nobody else sees yet, anew for each knock. */
export function newsWorld({ db }: LiveApp, { offices }: Awaited<ReturnType<typeof makeOfficePeople>>) {
  const newDraft = () =>
    makeNews(db, { officeId: offices.italy.id, countryCode: 'IT', state: 'draft', publishedAt: null })
  return {
    newDraft,
    /** What a project shows of itself, read by nobody else yet, with a picture. */
    async newPresentation(projectId: string) {
      await makePresentation(db, projectId)
      return { fileId: await makeShownFile(db, { projectId }, new Uint8Array(8)) }
    },
    /** Address of a picture of such an item. */
    async newDraftFile() {
      const newsId = await newDraft()
      return `/api/news/${newsId}/files/${await makeShownFile(db, { newsId }, new Uint8Array(8))}`
    },
  }
}
