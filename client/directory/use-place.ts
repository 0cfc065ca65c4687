import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'

interface Place {
  town: string
  region: string | null
  country: string
}

/** Where a school is, in words; what comes before it first. A town that gives its region its name is said once. */
export function usePlace() {
  const { locale } = useMessages()
  return ({ town, region, country }: Place, ...before: string[]) =>
    [...new Set([...before, town, region, countryName(country, locale)])].filter(Boolean).join(', ')
}
