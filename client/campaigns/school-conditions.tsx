import { useQuery } from '@tanstack/react-query'
import { Check, Minus } from 'lucide-react'
import { useAskedDay } from '#client/offices/asked-day.ts'
import { conditionsQuery, type ConditionsView, type ConditionView } from '#client/data/campaigns.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OwnAwards } from '#client/recognition/own-awards.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useConditionWords } from './condition-words.ts'
import { SchoolCall } from './school-call.tsx'

/** Which conditions of the label the school meets, with who or what shows it, as of a day. */
export function SchoolConditions() {
  const { t } = useMessages()
  const { asked, field } = useAskedDay()
  const { data, isPending, isError, error, refetch } = useQuery(conditionsQuery(asked))
  return (
    <Stack gap="l">
      <p>{t('campaigns.lead')}</p>
      <Row>
        <TextField {...field} label={t('campaigns.on')} description={t('campaigns.onHelp')} />
      </Row>
      {isPending && <Skeleton of="cards" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Conditions view={data} />}
    </Stack>
  )
}

function Conditions({ view }: { view: ConditionsView }) {
  const { t, locale } = useMessages()
  const { conditions, campaign, isMet } = view
  const day = formatDay(view.on, locale)
  const met = conditions.filter((one) => one.isMet).length
  return (
    <>
      <p aria-live="polite">
        <strong>
          {isMet ? t('campaigns.all_met', { day }) : t('campaigns.some_met', { day, met, all: conditions.length })}
        </strong>
      </p>
      <OwnAwards of={{ schoolId: view.schoolId }} />
      {campaign && <SchoolCall schoolId={view.schoolId} campaign={campaign} />}
      {conditions.map((one) => (
        <Condition key={one.id} condition={one} />
      ))}
      <Source view={view} />
    </>
  )
}

function Condition({ condition }: { condition: ConditionView }) {
  const { t } = useMessages()
  const words = useConditionWords()
  const { isMet, proof, missing, asks } = condition
  return (
    <Card title={words.asks(asks)}>
      <Stack gap="s">
        <div>
          <Badge tone={isMet ? 'brand' : 'warn'} icon={isMet ? Check : Minus}>
            {t(isMet ? 'campaigns.met' : 'campaigns.notMet')}
          </Badge>
        </div>
        {missing && <p>{words.missing(missing)}</p>}
        {proof.length > 0 && (
          <ul>
            {proof.map((one) => (
              <li key={`${one.what} ${one.id}`}>
                <bdi>{words.proof(one)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  )
}

function Source({ view: { rulebook } }: { view: ConditionsView }) {
  const { t } = useMessages()
  const title = useInLanguages()
  return (
    <Stack gap="s">
      <p>{t('campaigns.rules', { title: title(rulebook.titles), version: rulebook.version })}</p>
      <p>{t('campaigns.source', { source: rulebook.source })}</p>
      {rulebook.isExample && <p>{t('campaigns.exampleHelp')}</p>}
    </Stack>
  )
}
