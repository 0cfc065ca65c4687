import type { FoundNews, NewsText } from '#db/queries/news.ts'

/* How an item of news is read: in one of its languages, and whole by who writes it. */

/** Of the languages in which it is there, that which comes first to who reads; else the first there is. */
export function inLanguage<Text extends { language: string }>(texts: readonly Text[], spoken: readonly string[]) {
  const wanted = spoken.find((language) => texts.some((text) => text.language === language))
  const found = texts.find((text) => text.language === wanted) ?? texts[0]
  if (!found) throw new Error('news without words')
  return found
}

const moment = (at: Date | null) => at?.toISOString() ?? null

/** What of it is the same in every language. */
export const viewItem = ({ item, office, region, theme, outSince }: FoundNews) => ({
  id: item.id,
  kind: item.kind,
  state: item.state,
  countryCode: item.countryCode,
  region: item.regionId === null ? null : { id: item.regionId, name: region ?? '' },
  theme,
  office: { id: office.id, name: office.name },
  from: item.fromDate,
  to: item.toDate,
  startsAt: moment(item.startsAt),
  endsAt: moment(item.endsAt),
  timeZone: office.timeZone,
  place: item.place,
  /** Since its publication, or its first day where that is later. */
  outSince: item.publishedAt === null ? null : moment(outSince),
})

export type Said = NewsText & { newsId: string }

export const viewInList = (found: FoundNews, said: readonly Said[], spoken: readonly string[]) => {
  const texts = said.filter(({ newsId }) => newsId === found.item.id)
  const { language, title } = inLanguage(texts, spoken)
  return { ...viewItem(found), language, title, languages: texts.map((text) => text.language) }
}
