import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { lettersQuery, type LettersView } from '#client/data/letters.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { AllAtOnce } from './all-at-once.tsx'
import { LetterChecks } from './checks.tsx'
import { LetterTables } from './letter-tables.tsx'
import { MayorButton, PrepareButton } from './prepare.tsx'
import { Register } from './register.tsx'
import { schoolYearName } from './words.ts'

/** Letters of an office about what was awarded: prepared, checked, signed and sent, and the register of them. */
export function LettersPage() {
  return <OfficeFrame at="letters">{({ id }) => <Letters officeId={id} />}</OfficeFrame>
}

const yearsBack = 6

function Letters({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const [year, setYear] = useState<number | null>(null)
  const { data, isPending, isError, error, refetch } = useQuery(lettersQuery(officeId, year))
  // The screen keeps its years while those letters come.
  const now = useQuery(lettersQuery(officeId, null)).data?.thisYear
  const years = now === undefined ? [] : Array.from({ length: yearsBack }, (_, back) => now - back)
  return (
    <Stack gap="l">
      {now !== undefined && (
        <Row>
          <Select
            label={t('letters.year')}
            options={years.map((one) => ({ id: `${one}`, label: schoolYearName(one) }))}
            value={`${year ?? now}`}
            onChange={(id) => setYear(Number(id))}
          />
        </Row>
      )}
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (data.can.prepare ? <Prepared officeId={officeId} view={data} /> : <Sent view={data} />)}
    </Stack>
  )
}

/** Whoever looks on sees what went out. */
function Sent({ view }: { view: LettersView }) {
  const { t } = useMessages()
  if (view.letters.length === 0) return <EmptyState sentence={t('letters.noneSent')} />
  return <Register view={view} />
}

function Prepared({ officeId, view }: { officeId: string; view: LettersView }) {
  const { t } = useMessages()
  const standing = view.letters.filter(({ state }) => state !== 'void')
  const gone = view.letters.filter(({ state }) => state === 'sent' || state === 'void')
  return (
    <Stack gap="l">
      <Row>
        <PrepareButton officeId={officeId} view={view} isFirst={standing.length === 0} />
        <MayorButton officeId={officeId} view={view} />
        <LinkButton href={`/office/${officeId}/letter-templates`} icon={FileText} variant="quiet">
          {t('letters.templates')}
        </LinkButton>
      </Row>
      {view.checks && <LetterChecks checks={view.checks} letters={standing} />}
      <Tabs
        label={t('letters.parts')}
        tabs={[
          {
            ...{ id: 'letters', label: t('letters.list'), count: standing.length },
            content:
              standing.length === 0 ? (
                <EmptyState sentence={t('letters.none')} />
              ) : (
                <Stack gap="l">
                  <AllAtOnce officeId={officeId} view={view} />
                  <LetterTables officeId={officeId} letters={standing} changed={view.checks?.changed ?? []} />
                </Stack>
              ),
          },
          {
            ...{ id: 'register', label: t('letters.register'), count: gone.length },
            content: gone.length === 0 ? <EmptyState sentence={t('letters.registerNone')} /> : <Register view={view} />,
          },
        ]}
      />
    </Stack>
  )
}
