import type { LetterInList } from '#client/data/letters.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Table } from '#client/ui/table.tsx'
import { hasAddress, letterKinds, stateTones, useWhom } from './words.ts'

interface TablesProps {
  officeId: string
  letters: LetterInList[]
  /** Say other things than they would today. */
  changed: string[]
}

/** Those to rectors, to heads and to mayors, each with where it stands. */
export function LetterTables({ officeId, letters, changed }: TablesProps) {
  const { t, locale } = useMessages()
  const whom = useWhom()
  const kinds = letterKinds.filter((kind) => letters.some((one) => one.kind === kind))
  return (
    <Stack gap="l">
      {kinds.map((kind) => (
        <Card key={kind} title={t(`letters.kind_${kind}`)}>
          <Table
            label={t(`letters.kind_${kind}`)}
            rows={letters.filter((one) => one.kind === kind)}
            rowId={({ id }) => id}
            columns={[
              {
                ...{ id: 'place', label: t(kind === 'rector' ? 'letters.region' : 'letters.school') },
                isRowHeader: true,
                cell: ({ region, school, town }) => <bdi>{region ?? `${school ?? '–'}, ${town ?? ''}`}</bdi>,
              },
              {
                ...{ id: 'to', label: t('letters.addressee') },
                cell: (one) => (hasAddress(one) ? <bdi>{one.addressee.name}</bdi> : <NoAddress />),
              },
              { id: 'projects', label: t('letters.projects'), align: 'end', cell: ({ projects }) => projects },
              { id: 'language', label: t('letters.language'), cell: (one) => languageName(one.language, locale) },
              {
                ...{ id: 'state', label: t('letters.state') },
                cell: (one) => <StateMarks letter={one} isChanged={changed.includes(one.id)} />,
              },
              {
                ...{ id: 'actions', label: t('letters.actions'), isLabelHidden: true, align: 'end' as const },
                cell: (one) => (
                  <LinkButton
                    href={`/office/${officeId}/letters/${one.id}`}
                    aria-label={t('letters.lookAt', { whom: whom(one) })}
                  >
                    {t('letters.look')}
                  </LinkButton>
                ),
              },
            ]}
          />
        </Card>
      ))}
    </Stack>
  )
}

function NoAddress() {
  const { t } = useMessages()
  return <Badge tone="warn">{t('letters.noAddress')}</Badge>
}

export function StateMarks({ letter: { state, replaces }, isChanged }: { letter: LetterInList; isChanged: boolean }) {
  const { t } = useMessages()
  return (
    <Row gap="s">
      <Badge tone={stateTones[state]}>{t(`letters.state_${state}`)}</Badge>
      {replaces !== null && <Badge>{t('letters.replacing')}</Badge>}
      {isChanged && <Badge tone="warn">{t('letters.changedMark')}</Badge>}
    </Row>
  )
}
