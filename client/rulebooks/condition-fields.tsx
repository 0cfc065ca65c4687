import type { Condition, FormField } from '#client/data/rulebooks.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Least } from './least.tsx'
import { ChoicePart, ManyPart, NumberPart, TextPart } from './parts.tsx'
import { SchoolCondition } from './school-condition.tsx'
import { useOptions } from './words.ts'

interface ConditionProps<One extends Condition = Condition> {
  one: One
  path: string
  onChange: (one: Condition) => void
}

/** What a condition asks, by which of the named ones it is. */
export function ConditionFields({ form, ...props }: ConditionProps & { form: readonly FormField[] }) {
  const { one, path, onChange } = props
  const { t } = useMessages()
  const options = useOptions()
  switch (one.is) {
    case 'school_registered_for':
    case 'management_registered':
    case 'staff_registered':
    case 'took_part':
      return <SchoolCondition {...props} one={one} />
    case 'project_kind':
      return (
        <ManyPart
          path={`${path}.in`}
          label={t('rulebooks.kinds')}
          options={options.kinds}
          value={one.in}
          onChange={(chosen) => onChange({ ...one, in: chosen })}
        />
      )
    case 'project_state':
      return (
        <ManyPart
          path={`${path}.in`}
          label={t('rulebooks.states')}
          options={options.states}
          value={one.in}
          onChange={(chosen) => onChange({ ...one, in: chosen })}
        />
      )
    case 'member_of_project':
      return (
        <ManyPart
          path={`${path}.roles`}
          label={t('rulebooks.roles')}
          options={options.roles}
          value={one.roles}
          onChange={(chosen) => onChange({ ...one, roles: chosen })}
        />
      )
    case 'declared':
      return <Declared {...props} one={one} form={form} />
    case 'endorsed':
      return (
        <>
          <ChoicePart
            label={t('rulebooks.endorsedBy')}
            options={options.by}
            value={one.by}
            onChange={(by) => onChange({ ...one, by })}
          />
          <Least path={`${path}.least`} value={one.least} onChange={(least) => onChange({ ...one, least })} />
        </>
      )
    case 'labelled':
    case 'labelled_in':
    case 'mean_points_over':
    case 'rank_within':
    case 'applied_at_most':
    case 'applied_before':
      return <AwardCondition {...props} one={one} />
  }
}

type AwardNames = 'labelled' | 'labelled_in' | 'mean_points_over' | 'rank_within' | 'applied_at_most' | 'applied_before'

/** Those about what a project was given, or who applied for what. */
function AwardCondition({ one, path, onChange }: ConditionProps<Extract<Condition, { is: AwardNames }>>) {
  const { t } = useMessages()
  const options = useOptions()
  return (
    <>
      <ChoicePart
        label={t('rulebooks.scheme')}
        options={options.schemes}
        value={one.scheme}
        onChange={(scheme) => onChange({ ...one, scheme })}
      />
      {one.is === 'labelled' && (
        <ChoicePart
          label={t('rulebooks.within')}
          options={options.within}
          value={one.within}
          onChange={(within) => onChange({ ...one, within })}
        />
      )}
      {one.is === 'labelled_in' && (
        <>
          <Least path={`${path}.least`} value={one.least} onChange={(least) => onChange({ ...one, least })} />
          <ChoicePart
            label={t('rulebooks.per')}
            options={options.per}
            value={one.per}
            onChange={(per) => onChange({ ...one, per })}
          />
        </>
      )}
      {one.is === 'mean_points_over' && (
        <NumberPart
          path={`${path}.points`}
          label={t('rulebooks.pointsOver')}
          {...{ min: 0, max: 1000, step: 0.25, value: one.points }}
          onChange={(points) => onChange({ ...one, points })}
        />
      )}
      {one.is === 'rank_within' && <Rank {...{ one, path, onChange }} />}
      {one.is === 'applied_at_most' && (
        <NumberPart
          path={`${path}.times`}
          label={t('rulebooks.times')}
          {...{ min: 1, max: 100, value: one.times }}
          onChange={(times) => onChange({ ...one, times })}
        />
      )}
      {one.is === 'applied_before' && (
        <TextPart
          path={`${path}.day`}
          label={t('rulebooks.yearDay')}
          description={t('rulebooks.yearDayHelp')}
          {...{ maxLength: 5, value: one.day }}
          onChange={(day) => onChange({ ...one, day })}
        />
      )}
    </>
  )
}

const percent = 100

function Rank({ one, path, onChange }: ConditionProps<Extract<Condition, { is: 'rank_within' }>>) {
  const { t } = useMessages()
  const options = useOptions()
  return (
    <>
      <NumberPart
        path={`${path}.share`}
        label={t('rulebooks.share')}
        {...{ min: 1, max: percent, value: Math.round(one.share * percent * percent) / percent, step: 0.01 }}
        onChange={(share) => onChange({ ...one, share: share / percent })}
      />
      <ChoicePart
        label={t('rulebooks.rounding')}
        options={options.rounding}
        value={one.rounding}
        onChange={(rounding) => onChange({ ...one, rounding })}
      />
    </>
  )
}

function Declared({
  one,
  path,
  onChange,
  form,
}: ConditionProps<Extract<Condition, { is: 'declared' }>> & { form: readonly FormField[] }) {
  const { t } = useMessages()
  const words = useInLanguages()
  return (
    <ChoicePart
      path={`${path}.question`}
      label={t('rulebooks.question')}
      description={t('rulebooks.questionHelp')}
      options={form
        .filter(({ kind }) => kind === 'yes_no')
        .map((field) => ({ id: field.id, label: words(field.words) }))}
      value={one.question}
      onChange={(question) => onChange({ ...one, question })}
    />
  )
}
