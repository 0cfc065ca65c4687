import { useMessages } from '#client/locales/messages.tsx'
import { regionOf } from '#client/locales/locales.ts'
import { formatDay, formatMoment } from '#client/locales/dates.ts'

type Fact = string | number | boolean

/** The facts of a line that can be said; ids and whatever has no words yet are left out. */
function factsOf(detail: unknown): ReadonlyMap<string, Fact> {
  const pairs = typeof detail === 'object' && detail !== null ? Object.entries(detail) : []
  return new Map(
    pairs.filter(
      (pair): pair is [string, Fact] =>
        typeof pair[1] === 'string' || typeof pair[1] === 'number' || typeof pair[1] === 'boolean',
    ),
  )
}

const plain = [
  'way',
  'second',
  'scope',
  'name',
  'reason',
  'isForgotten',
  'isMixed',
  'isArchived',
  'isSchoolAdmin',
  'isSuspended',
  'kind',
  'because',
  'audience',
  'format',
  'hasNames',
] as const
const counts = ['count', 'times', 'copies', 'pupils', 'people', 'objects', 'lines'] as const
const terms = ['role'] as const

/** What an audit line knows besides who and what, in the words of the reader. */
export function useAuditDetail() {
  const { t, locale } = useMessages()
  const term = (value: Fact | undefined) =>
    value === undefined ? '' : t('schools.detail_term', { value: String(value) })
  const passage = (from: string, to: string) => {
    if (from && to) return t('schools.detail_change', { from, to })
    return from ? t('schools.detail_was', { from }) : to
  }
  return (detail: unknown): string => {
    const facts = factsOf(detail)
    const numberOf = (key: string) => (facts.has(key) ? Number(facts.get(key)) : null)
    const from = numberOf('ageFrom')
    const to = numberOf('ageTo')
    const said = [
      ...plain.map((key) => (facts.has(key) ? t(`schools.detail_${key}`, { value: String(facts.get(key)) }) : '')),
      ...counts.map((key) => {
        const value = numberOf(key)
        return value === null ? '' : t(`schools.detail_${key}`, { value })
      }),
      ...terms.map((key) => term(facts.get(key))),
      passage(term(facts.get('from')), term(facts.get('to'))),
      facts.has('until') ? t('schools.detail_until', { when: formatMoment(String(facts.get('until')), locale) }) : '',
      ...String(facts.get('posts') ?? '')
        .split(' ')
        .map((post) => post && t('schools.post', { post })),
      facts.has('since') ? t('schools.detail_since', { day: formatDay(String(facts.get('since')), locale) }) : '',
      from !== null && to !== null ? t('schools.detail_ages', { from, to }) : '',
      ...String(facts.get('fields') ?? '')
        .split(' ')
        .map((value) => t('schools.detail_field', { value })),
    ]
    const words = said.filter((one) => one !== '')
    return new Intl.ListFormat(regionOf(locale), { type: 'unit' }).format(words)
  }
}
