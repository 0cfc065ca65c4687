import { type Locale, locales } from '#db/schema/values.ts'

/* Who reads, as their browser says it before anybody knows who is here. */

/** As long a header as browsers send. */
const mostRead = 200

export function cookieOf(cookies: string, name: string): string | undefined {
  const pairs = cookies.split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** What a cookie says, where it says something allowed. */
export function cookieIn(cookies: string, name: string, allowed: RegExp): string | null {
  const value = cookieOf(cookies, name) ?? ''
  return allowed.test(value) ? value : null
}

/** Languages of a browser, the dearest first: by their weights, and of one weight as they come. */
const languagesIn = (header: string): string[] =>
  header
    .slice(0, mostRead)
    .split(',')
    .map((one) => {
      const [tag = '', ...rest] = one.trim().toLowerCase().split(';')
      return { language: tag.split('-', 1)[0] ?? '', weight: Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => language)

/** The first spoken language that was chosen here, or that the browser asks for. */
export function spokenLanguage<Language extends string>(
  { cookies, languages }: Record<'cookies' | 'languages', string>,
  spoken: readonly Language[],
): Language | undefined {
  return [cookieOf(cookies, 'lang'), ...languagesIn(languages)]
    .map((one) => spoken.find((language) => language === one))
    .find((one) => one !== undefined)
}

export interface Reader {
  locale: Locale
  /** As chosen here; null: as the device is. */
  theme: string | null
}

/** The reader of a page that is written here. `header` gives one of the request's. */
export function readerOf(header: (name: string) => string | undefined): Reader {
  const cookies = header('Cookie') ?? ''
  const locale = spokenLanguage({ cookies, languages: header('Accept-Language') ?? '' }, locales) ?? 'en'
  return { locale, theme: cookieIn(cookies, 'theme', /^(light|dark|contrast)$/) }
}
