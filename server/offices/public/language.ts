import { type Locale, locales } from '#db/schema/values.ts'

/** As long a header as browsers send. */
const mostRead = 200

/** The first of a reader's languages that we speak, by the weights their browser gives; else English. */
export function languageAsked(header: string): Locale {
  const wanted = header
    .slice(0, mostRead)
    .split(',')
    .map((one) => {
      const [tag = '', ...rest] = one.trim().toLowerCase().split(';')
      const weight = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1)
      return { language: tag.split('-', 1)[0], weight }
    })
    .toSorted((a, b) => b.weight - a.weight)
  for (const { language, weight } of wanted) {
    const spoken = locales.find((locale) => locale === language)
    if (spoken && weight > 0) return spoken
  }
  return 'en'
}
