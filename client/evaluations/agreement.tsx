import type { DeliberationView } from '#client/data/evaluations.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Table } from '#client/ui/table.tsx'
import { markedOf, useNumber } from './marks.ts'

/** How marks fell in this campaign, and how far its readers agree. */
export function Agreement({ view: { rules, agreement } }: { view: DeliberationView }) {
  const { t, locale } = useMessages()
  const words = useInLanguages()
  const number = useNumber()
  if (rules.readers.blind === 0) return null
  const shown = (value: number | null) => (value === null ? '–' : number(value))
  const percent = new Intl.NumberFormat(regionOf(locale), { style: 'percent' })
  const marked = rules.criteria.flatMap(markedOf)
  return (
    <Card title={t('evaluations.agreement')}>
      {agreement === null ? (
        <p>{t('evaluations.agreementFew')}</p>
      ) : (
        <Stack>
          <p>{t('evaluations.agreementHelp', { count: agreement.judged })}</p>
          {agreement.criteria.some(({ average, apart }) => average === null || apart === null) && (
            <p>{t('evaluations.agreementDash')}</p>
          )}
          <Table
            label={t('evaluations.agreement')}
            rows={agreement.criteria}
            rowId={({ key }) => key}
            columns={[
              {
                ...{ id: 'criterion', label: t('evaluations.criterion'), isRowHeader: true },
                cell: ({ key }) => words(marked.find((one) => one.key === key)?.words ?? null),
              },
              {
                ...{ id: 'average', label: t('evaluations.average'), align: 'end' },
                cell: ({ average }) => shown(average),
              },
              { id: 'apart', label: t('evaluations.apartMean'), align: 'end', cell: ({ apart }) => shown(apart) },
              {
                ...{ id: 'same', label: t('evaluations.same'), align: 'end' },
                cell: ({ same }) => (same === null ? '–' : percent.format(same)),
              },
            ]}
          />
        </Stack>
      )}
    </Card>
  )
}
