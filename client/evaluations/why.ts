import type { DeliberationView, StandingView } from '#client/data/evaluations.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { markedOf, useNumber } from './marks.ts'

/** Why something stands where it stands, in a sentence. */
export function useWhy({ rules }: Pick<DeliberationView, 'rules'>) {
  const { t } = useMessages()
  const words = useInLanguages()
  const number = useNumber()
  const parts = rules.criteria.flatMap((one) => [
    ...markedOf(one),
    ...one.parts.flatMap((part) => (part.scale === null ? [{ ...part, key: `${one.id}.${part.id}` }] : [])),
  ])
  const lineOf = (key: string, byCriterion: StandingView['byCriterion']) => {
    const found = parts.find((one) => one.key === key)
    return t('evaluations.belowLine', {
      name: found ? words(found.words) : key,
      value: number(byCriterion[key] ?? 0),
      least: number(found?.least ?? 0),
    })
  }
  return (row: StandingView): string => {
    const { line, readings, readersLacking, below, byCriterion, points } = row
    if (line === 'reading') {
      const done = readings.filter(({ state }) => state === 'submitted').length
      return [
        t('evaluations.why_reading', { done, all: readings.length }),
        ...(readersLacking > 0 ? [t('evaluations.why_lacking', { count: readersLacking })] : []),
      ].join(' ')
    }
    const leasts = below.map((key) => lineOf(key, byCriterion))
    const isFew = rules.leastPoints !== null && points !== null && points < rules.leastPoints
    const few = isFew ? [t('evaluations.why_few', { least: number(rules.leastPoints ?? 0) })] : []
    return [t(`evaluations.why_${line}`), ...leasts, ...few].filter(Boolean).join(' ')
  }
}
