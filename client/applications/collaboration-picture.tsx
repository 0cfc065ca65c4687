import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Table } from '#client/ui/table.tsx'
import styles from './applications.module.css'

export interface Collaboration {
  schools: { id: string; name: string; countryCode: string }[]
  documents: { all: number; shared: number }
  paragraphs: { pages: number; all: number; ofSchools: number; ofCountries: number }
  answers: { from: string; to: string; count: number }[]
  months: { month: string; schools: { schoolId: string; days: number }[] }[]
}

const [rowHeight, barWidth, left] = [18, 8, 96]

/** How the schools worked together: as a picture of days by month, and the same as numbers. */
export function CollaborationPicture({ of }: { of: Collaboration }) {
  const { t, locale } = useMessages()
  const most = Math.max(1, ...of.months.flatMap(({ schools }) => schools.map(({ days }) => days)))
  const nameOf = (id: string) => of.schools.find((one) => one.id === id)?.name ?? t('applications.nobody')
  const lines = of.months.flatMap(({ month, schools }) => schools.map((one, at) => ({ ...one, month, at })))
  // That a school answers itself says nothing of two.
  const between = of.answers.filter(({ from, to }) => from !== to)
  const height = lines.length * rowHeight
  return (
    <figure className={styles.picture}>
      <figcaption>
        {t('applications.together', {
          shared: of.documents.shared,
          all: of.documents.all,
          paragraphs: of.paragraphs.ofCountries,
          looked: of.paragraphs.all,
        })}
      </figcaption>
      {lines.length > 0 && (
        <svg viewBox={`0 0 360 ${height}`} aria-hidden="true" className={styles.months}>
          {lines.map(({ month, schoolId, days, at }, index) => {
            const school = of.schools.findIndex(({ id }) => id === schoolId)
            const width = ((360 - left) * days) / most
            const y = index * rowHeight
            return (
              <g key={`${month} ${schoolId}`}>
                {at === 0 && (
                  <text x="0" y={y + barWidth + 4} className={styles.label}>
                    {month}
                  </text>
                )}
                <rect x={left} y={y + 4} width={width} height={barWidth} rx="3" data-school={(school % 4) + 1} />
              </g>
            )
          })}
        </svg>
      )}
      <Table
        label={t('applications.daysByMonth')}
        columns={[
          { id: 'month', label: t('applications.month'), isRowHeader: true, cell: ({ month }) => month },
          {
            ...{ id: 'school', label: t('applications.school') },
            cell: ({ schoolId }) => {
              const school = of.schools.find(({ id }) => id === schoolId)
              return school ? `${school.name} (${countryName(school.countryCode, locale)})` : nameOf(schoolId)
            },
          },
          { id: 'days', label: t('applications.days'), align: 'end', cell: ({ days }) => days },
        ]}
        rows={lines}
        rowId={({ month, schoolId }) => `${month} ${schoolId}`}
      />
      {between.map(({ from, to, count }) => (
        <p key={`${from} ${to}`}>{t('applications.answered', { from: nameOf(from), to: nameOf(to), count })}</p>
      ))}
    </figure>
  )
}
