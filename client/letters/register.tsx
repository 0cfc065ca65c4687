import type { LetterInList, LettersView } from '#client/data/letters.ts'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Details } from '#client/ui/details.tsx'
import { Table } from '#client/ui/table.tsx'
import { FileButtons } from './file-buttons.tsx'
import { StateMarks } from './letter-tables.tsx'
import styles from './letters.module.css'
import { useWhom } from './words.ts'

/** What went where and when, by whom it is signed, and what took its place. */
export function Register({ view: { letters, year } }: { view: LettersView }) {
  const { t, locale } = useMessages()
  const whom = useWhom()
  const gone = letters
    .filter(({ state }) => state === 'sent' || state === 'void')
    .toSorted((one, other) => (other.sentAt ?? other.signedAt ?? '').localeCompare(one.sentAt ?? one.signedAt ?? ''))
  return (
    <Table
      label={t('letters.register')}
      rows={gone}
      rowId={({ id }) => id}
      columns={[
        { id: 'whom', label: t('letters.toWhom'), isRowHeader: true, cell: (one) => <bdi>{whom(one)}</bdi> },
        { id: 'state', label: t('letters.state'), cell: (one) => <StateMarks letter={one} isChanged={false} /> },
        {
          ...{ id: 'sent', label: t('letters.sent') },
          cell: ({ sentAt, sentWay }) =>
            sentAt === null || sentWay === null ? '–' : `${formatDate(sentAt, locale)}, ${t(`letters.way_${sentWay}`)}`,
        },
        {
          ...{ id: 'signed', label: t('letters.signed') },
          cell: ({ signedAt, signer }) =>
            signedAt === null ? '–' : `${formatDate(signedAt, locale)}, ${signer ?? t('letters.somebody')}`,
        },
        { id: 'hash', label: t('letters.hash'), cell: (one) => <Hash letter={one} /> },
        {
          ...{ id: 'files', label: t('letters.files'), isLabelHidden: true, align: 'end' as const },
          cell: (one) => <FileButtons letter={one} name={`${whom(one)} ${year}`} />,
        },
      ]}
    />
  )
}

function Hash({ letter: { hash } }: { letter: LetterInList }) {
  const { t } = useMessages()
  if (hash === null) return '–'
  return (
    <Details summary={<span className={styles.hash}>{hash.slice(0, 12)}…</span>} title={t('letters.hash')}>
      <p>{t('letters.hashHelp')}</p>
      <p className={styles.hash}>{hash}</p>
    </Details>
  )
}
