/** Languages of the interface, each by its own name. */
export const localeNames = { en: 'English', fr: 'Français', de: 'Deutsch' } as const

export type Locale = keyof typeof localeNames

/** Whose habits dates, times and numbers follow: English is spoken here with Europe's clock and calendar. */
const regions: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE' }

/** The tag for Intl. A language that is none of ours stays as it is. */
export const regionOf = (locale: string) => (isLocale(locale) ? regions[locale] : locale)

export const locales: Locale[] = ['en', 'fr', 'de']

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && value in localeNames
}

/** What every visit begins with, a chunk for each language; screens bring the rest (words.ts). */
export const loadMessages = {
  en: () => import('virtual:messages/en'),
  fr: () => import('virtual:messages/fr'),
  de: () => import('virtual:messages/de'),
}

/** The language to start in: the account's, else the cookie's, else the browser's first one we speak. */
export function chooseLocale(accountLanguage: string | null | undefined, cookie: string, wanted: readonly string[]) {
  const fromCookie = /(?:^|;\s*)lang=([\w-]+)/.exec(cookie)?.[1]
  const candidates = [accountLanguage, fromCookie, ...wanted.map((tag) => tag.split('-')[0])]
  return candidates.find(isLocale) ?? 'en'
}
