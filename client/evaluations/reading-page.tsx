import { useQuery } from '@tanstack/react-query'
import { type DossierRead, readingQuery, type ReadingView } from '#client/data/evaluations.ts'
import { KeepsUnsaved } from '#client/dossier/unsaved.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { AnswersRead, CriterionRead } from './criterion.tsx'
import { Gate } from './gate.tsx'
import { HandIn } from './hand-in.tsx'
import { StateBadge } from './state-badge.tsx'

/** What one was given to judge: first whether one is near to it, then what it says with the marks beside it. */
export function ReadingPage() {
  const { t, locale } = useMessages()
  const words = useInLanguages()
  const { data, isPending, isError, error, refetch } = useQuery(readingQuery(useParam('evaluationId')))
  const reading = data?.evaluation
  return (
    <>
      <PageHeading
        title={reading?.title ?? t('evaluations.one')}
        back={{ href: '/evaluate', label: t('evaluations.title') }}
        lead={
          reading &&
          t('evaluations.lead', {
            scheme: words(reading.titles),
            language: languageName(reading.language, locale),
            when: formatMoment(reading.decidesAt, locale),
          })
        }
        badges={reading && <StateBadge state={reading.state} />}
      />
      {isPending && <Skeleton of="lines" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Reading view={data} />}
    </>
  )
}

function Reading({ view: { evaluation, dossier } }: { view: ReadingView }) {
  const { t } = useMessages()
  if (evaluation.state === 'conflicted') return <Notice tone="ice">{t('evaluations.conflictedHelp')}</Notice>
  if (dossier === null) return <Gate evaluationId={evaluation.id} title={evaluation.title} />
  return (
    <KeepsUnsaved>
      <Dossier evaluation={evaluation} dossier={dossier} />
    </KeepsUnsaved>
  )
}

function Dossier({ evaluation, dossier }: { evaluation: ReadingView['evaluation']; dossier: DossierRead }) {
  const { t } = useMessages()
  const isOpen = evaluation.state === 'open'
  const isOfNone = dossier.form.some(({ criterion }) => criterion === null)
  return (
    <Stack gap="l">
      {!isOpen && (
        <Notice tone="ice" title={t('evaluations.locked')}>
          {t(dossier.others.length > 0 ? 'evaluations.othersShown' : 'evaluations.othersRead')}
        </Notice>
      )}
      {evaluation.round > 1 && <Again dossier={dossier} reopened={evaluation.reopened} />}
      {isOpen && <p>{t('evaluations.keys')}</p>}
      {isOfNone && (
        <Card title={t('evaluations.whole')}>
          <AnswersRead dossier={dossier} criterion={null} />
        </Card>
      )}
      {dossier.criteria.map((criterion) => (
        <CriterionRead key={criterion.id} evaluationId={evaluation.id} {...{ dossier, criterion, isOpen }} />
      ))}
      <HandIn evaluationId={evaluation.id} dossier={dossier} isOpen={isOpen} />
    </Stack>
  )
}

function Again({ dossier, reopened }: { dossier: DossierRead; reopened: readonly string[] }) {
  const { t } = useMessages()
  const words = useInLanguages()
  const names = dossier.criteria.flatMap(({ id, words: name, parts }) => [
    ...(reopened.includes(id) ? [words(name)] : []),
    ...parts.flatMap((part) => (reopened.includes(`${id}.${part.id}`) ? [words(part.words)] : [])),
  ])
  return <Notice title={t('evaluations.again')}>{t('evaluations.againHelp', { names: names.join(', ') })}</Notice>
}
