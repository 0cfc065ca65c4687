import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '#client/api.ts'
import {
  type DecisionGiven,
  type DecisionView,
  type DeliberationView,
  type StandingView,
  useDecide,
} from '#client/data/evaluations.ts'
import { mandatesQuery } from '#client/data/offices.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { CheckboxGroup, RadioGroup } from '#client/ui/choice.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { markedOf } from './marks.ts'

type Outcome = DecisionView['outcome']

/** Who sat there last: the same commission decides about one after the other. */
const sat = new Map<string, readonly string[]>()

interface FormProps {
  view: DeliberationView
  row: StandingView
  stage: DecisionView['stage']
  onDone: () => void
}

interface Written {
  outcome: Outcome | null
  feedback: Readonly<Record<string, string>>
  present: readonly string[]
  reason: string
  place: number | null
}

/** Whom the server found too near to it, as a mandate or a school may have changed since it was shown. */
const foundNear = (error: unknown): string[] =>
  error instanceof ApiError ? error.fields.flatMap(({ path }) => /^present\.(.+)$/.exec(path)?.[1] ?? []) : []

/** Who may sit there today, once each. Who is too near to it is named with the reason, and cannot be chosen. */
function useSitting(officeId: string, near: readonly string[]) {
  const { t } = useMessages()
  const mandates = useQuery(mandatesQuery(officeId, '')).data?.mandates ?? []
  const able = mandates.filter(({ post }) => post === 'director' || post === 'officer' || post === 'assessor')
  const people = new Map(able.map(({ person, post }) => [person.id, { ...person, post }]))
  return [...people.values()].map(({ id, displayName, post }) => ({
    ...{ id, label: displayName, isDisabled: near.includes(id) },
    description: near.includes(id) ? t('evaluations.isNear') : t('offices.postName', { post }),
  }))
}

const namesOf = (people: readonly { label: string }[]) => people.map(({ label }) => label).join(', ')

const isPrize = ({ rules }: DeliberationView) => rules.scheme === 'national_prize' || rules.scheme === 'european_prize'

const sentOf = (stage: FormProps['stage'], outcome: Outcome, written: Written): DecisionGiven => ({
  ...{ stage, outcome, present: [...written.present], reason: written.reason },
  place: outcome === 'awarded' ? written.place : null,
  feedback: Object.entries(written.feedback).flatMap(([criterion, words]) =>
    words.trim() === '' ? [] : [{ criterion, words }],
  ),
})

/** What the commission decides: written once, read by who applied when it is published. */
export function DecisionForm({ view, row, stage, onDone }: FormProps) {
  const { t } = useMessages()
  const decide = useDecide(row.applicationId)
  const { officeId, id: campaignId } = view.campaign
  const refused = foundNear(decide.error)
  const near = [...row.near, ...refused]
  const sitting = useSitting(officeId, near)
  const [written, setWritten] = useState<Written>({
    ...{ outcome: null, feedback: {}, reason: '', place: null },
    present: sat.get(campaignId) ?? [],
  })
  const change = (changes: Partial<Written>) => setWritten((before) => ({ ...before, ...changes }))
  const { outcome, reason, feedback } = written
  const present = written.present.filter((id) => !near.includes(id))
  const needsReason = stage === 'appeal' || (row.line === 'tied' && outcome === 'awarded')
  const send = () => {
    if (outcome === null) return
    sat.set(campaignId, written.present)
    decide.mutate(sentOf(stage, outcome, { ...written, present }), {
      onSuccess: () => {
        toast(t('evaluations.decided'))
        onDone()
      },
    })
  }
  return (
    <OnlineForm
      sending={decide}
      submitLabel={t('evaluations.writeDown')}
      said={{
        present:
          refused.length > 0 &&
          t('evaluations.nearNamed', { names: namesOf(sitting.filter(({ id }) => refused.includes(id))) }),
      }}
      hasWords={reason !== '' || Object.values(feedback).some((one) => one !== '')}
      problems={{
        outcome: outcome === null && t('auth.fillIn'),
        present:
          present.length < view.rules.readers.quorum && t('evaluations.quorum', { count: view.rules.readers.quorum }),
        reason:
          needsReason &&
          reason.trim() === '' &&
          t(stage === 'appeal' ? 'staff-errors.decision_reason' : 'staff-errors.decision_tie_reason'),
      }}
      onSubmit={send}
    >
      <Outcomes view={view} row={row} stage={stage} written={written} onChange={change} />
      <CheckboxGroup
        path="present"
        label={t('evaluations.present')}
        description={t('evaluations.presentHelp', { count: view.rules.readers.quorum })}
        options={sitting}
        value={present}
        onChange={(ids) => change({ present: ids })}
      />
      <TextArea
        path="reason"
        label={t('evaluations.reason')}
        description={t(needsReason ? 'evaluations.reasonNeeded' : 'evaluations.reasonHelp')}
        rows={2}
        maxLength={4000}
        value={reason}
        onChange={(next) => change({ reason: next })}
      />
      <Feedback
        view={view}
        feedback={feedback}
        isSecond={outcome === 'second'}
        onChange={(next) => change({ feedback: next })}
      />
    </OnlineForm>
  )
}

interface OutcomesProps extends Pick<FormProps, 'view' | 'row' | 'stage'> {
  written: Pick<Written, 'outcome' | 'place'>
  onChange: (changes: Partial<Written>) => void
}

function Outcomes({ view, row, stage, written: { outcome, place }, onChange: change }: OutcomesProps) {
  const { t } = useMessages()
  const hasSecond = view.rules.hasSecond && row.round === 1
  const outcomes: Outcome[] = ['awarded', 'refused', ...(hasSecond ? (['second'] as const) : [])]
  return (
    <>
      <RadioGroup
        path="outcome"
        label={t(`evaluations.stage_${stage}`)}
        isCards
        options={outcomes.map((id) => ({
          ...{ id, label: t(`evaluations.outcome_${id}`), description: t(`evaluations.outcomeHelp_${id}`) },
        }))}
        value={outcome}
        onChange={(next) => change({ outcome: next })}
      />
      {outcome === 'awarded' && isPrize(view) && (
        <NumberField
          path="place"
          label={t('evaluations.place')}
          minValue={1}
          maxValue={1000}
          value={place ?? Number.NaN}
          onChange={(next) => change({ place: Number.isNaN(next) ? null : next })}
        />
      )}
    </>
  )
}

interface FeedbackProps {
  view: DeliberationView
  feedback: Written['feedback']
  /** Then what is written is what it may speak to again. */
  isSecond: boolean
  onChange: (feedback: Written['feedback']) => void
}

function Feedback({ view, feedback, isSecond, onChange }: FeedbackProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  return (
    <>
      <p>{t(isSecond ? 'evaluations.feedbackSecond' : 'evaluations.feedbackHelp')}</p>
      {view.rules.criteria.flatMap(markedOf).map(({ key, words: name }) => (
        <TextArea
          key={key}
          {...(isSecond ? { path: 'feedback' } : {})}
          label={t('evaluations.feedbackOf', { name: words(name) })}
          rows={2}
          maxLength={4000}
          value={feedback[key] ?? ''}
          onChange={(next) => onChange({ ...feedback, [key]: next })}
        />
      ))}
    </>
  )
}
