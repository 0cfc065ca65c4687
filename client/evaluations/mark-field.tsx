import { type MarkView, useGiveMark } from '#client/data/evaluations.ts'
import { SavedBeside } from '#client/dossier/saved.tsx'
import { useSavedField } from '#client/dossier/use-saved-field.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { choicesOf, type Marked, type MarkGiven, noMark, useKeptMark, useNumber } from './marks.ts'

interface FieldProps {
  evaluationId: string
  marked: Marked
  stands: MarkView | undefined
}

/** A mark with its reason: saved as it is given, and kept here while it cannot go. */
export function MarkField({ evaluationId, marked, stands }: FieldProps) {
  const { t } = useMessages()
  const give = useGiveMark(evaluationId, marked.key)
  const send = async ({ value, isNotApplicable, comment }: MarkGiven, revision: number) => {
    const given = isNotApplicable ? { notApplicable: true as const } : { value }
    return (await give.mutateAsync({ ...given, comment, revision })).mark.revision
  }
  const value = stands
    ? { value: stands.value, isNotApplicable: stands.isNotApplicable, comment: stands.comment }
    : noMark
  const saved = useSavedField(
    { value, revision: stands?.revision ?? 0 },
    { ...give, send },
    useKeptMark(evaluationId, marked.key),
  )
  const shown = useMarkShown()
  const standing = stands && { author: t('evaluations.elsewhere'), changedAt: stands.changedAt }
  return (
    <SavedBeside
      saved={saved}
      mark={saved.isOther ? standing : undefined}
      theirs={[shown(value), value.comment].filter(Boolean).join(' — ')}
    >
      <MarkChoice marked={marked} given={saved.value} onChange={saved.change} />
      <TextArea
        label={t('evaluations.comment')}
        aria-label={t('evaluations.commentOf', { name: useMarkedName()(marked) })}
        rows={2}
        maxLength={4000}
        value={saved.value.comment}
        onChange={(comment) => saved.change({ ...saved.value, comment })}
      />
    </SavedBeside>
  )
}

export function useMarkedName() {
  const words = useInLanguages()
  return ({ words: name }: Pick<Marked, 'words'>) => words(name)
}

export function useMarkShown() {
  const { t } = useMessages()
  const number = useNumber()
  return ({ value, isNotApplicable }: Pick<MarkGiven, 'value' | 'isNotApplicable'>) => {
    if (isNotApplicable) return t('evaluations.notApplicable')
    return value === null ? '' : number(value)
  }
}

interface ChoiceProps {
  marked: Marked
  given: MarkGiven
  onChange: (given: MarkGiven) => void
}

const notApplicable = 'none'

function MarkChoice({ marked, given, onChange }: ChoiceProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const number = useNumber()
  const leastLine = useLeastLine()(marked)
  const { scale } = marked
  const choices = choicesOf(scale)
  const label = words(marked.words)
  if (choices === null)
    return (
      <NumberField
        label={label}
        description={leastLine}
        minValue={scale.from}
        maxValue={scale.to}
        step={scale.step}
        value={given.value ?? Number.NaN}
        onChange={(value) => onChange({ ...given, value: Number.isNaN(value) ? null : value, isNotApplicable: false })}
      />
    )
  const levels = new Map(scale.levels.map((level) => [level.mark, words(level.words)]))
  const options = [
    ...choices.map((mark) => ({ id: String(mark), label: number(mark), description: levels.get(mark) })),
    ...(scale.hasNotApplicable
      ? [{ id: notApplicable, label: t('evaluations.notApplicable'), description: undefined }]
      : []),
  ]
  const value = given.isNotApplicable ? notApplicable : given.value === null ? null : String(given.value)
  return (
    <>
      <RadioGroup
        label={label}
        description={leastLine}
        options={options.map(({ description, ...one }) => (description === undefined ? one : { ...one, description }))}
        orientation={levels.size > 0 ? 'vertical' : 'horizontal'}
        isCards
        value={value}
        onChange={(id) =>
          onChange(
            id === notApplicable
              ? { ...given, value: null, isNotApplicable: true }
              : { ...given, value: Number(id), isNotApplicable: false },
          )
        }
      />
      {value !== null && (
        <div>
          <Button variant="quiet" onPress={() => onChange({ ...given, value: null, isNotApplicable: false })}>
            {t('evaluations.clear')}
            <span className="visually-hidden"> {label}</span>
          </Button>
        </div>
      )}
    </>
  )
}

/** What a mark must reach, and what becomes of who stays below. */
export function useLeastLine() {
  const { t } = useMessages()
  const number = useNumber()
  return ({ least, isKnockOut }: Pick<Marked, 'least' | 'isKnockOut'>): string => {
    if (least === null) return ''
    return t(isKnockOut ? 'evaluations.knockOut' : 'evaluations.least', { least: number(least) })
  }
}
