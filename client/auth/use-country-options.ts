import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'

const countriesQuery = queryOptions({
  queryKey: ['countries'],
  queryFn: () => call(api.api.countries.$get({ query: {} })),
  staleTime: Infinity,
})

/** The countries of the programme and their regions, named and sorted in the language of the screen. */
export function useCountryOptions() {
  const { locale } = useMessages()
  const { data } = useQuery(countriesQuery)
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' })
    const { compare } = new Intl.Collator(locale)
    return (data?.countries ?? [])
      .map(({ code, regions, timeZone }) => ({
        id: code,
        label: names.of(code) ?? code,
        regions: regions.toSorted(compare),
        timeZone,
      }))
      .toSorted((a, b) => compare(a.label, b.label))
  }, [data, locale])
}
