import type { Condition } from '#client/data/rulebooks.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Least } from './least.tsx'
import { ChoicePart, FlagPart, ManyPart, NumberPart, TextPart } from './parts.tsx'
import { useOptions } from './words.ts'

type Names = 'school_registered_for' | 'management_registered' | 'staff_registered' | 'took_part'
interface ConditionProps<Name extends Names = Names> {
  one: Extract<Condition, { is: Name }>
  path: string
  onChange: (one: Condition) => void
}

/** Those about a school: since when it is here, who is registered, what it was in. */
export function SchoolCondition({ one, ...props }: ConditionProps) {
  switch (one.is) {
    case 'school_registered_for':
      return <Registered {...props} one={one} />
    case 'management_registered':
      return null
    case 'staff_registered':
      return <Staff {...props} one={one} />
    case 'took_part':
      return <TookPart {...props} one={one} />
  }
}

function Registered({ one, path, onChange }: ConditionProps<'school_registered_for'>) {
  const { t } = useMessages()
  return (
    <>
      <NumberPart
        path={`${path}.years`}
        label={t('rulebooks.years')}
        {...{ min: 1, max: 20, value: one.years }}
        onChange={(years) => onChange({ ...one, years })}
      />
      <FlagPart
        label={t('rulebooks.isStrict')}
        value={one.isStrict}
        onChange={(isStrict) => onChange({ ...one, isStrict })}
      />
      <TextPart
        path={`${path}.cutOff`}
        label={t('rulebooks.cutOff')}
        description={t('rulebooks.cutOffHelp')}
        {...{ maxLength: 5, value: one.cutOff ?? '' }}
        onChange={(day) => onChange({ ...one, cutOff: day === '' ? null : day })}
      />
    </>
  )
}

function Staff({ one, path, onChange }: ConditionProps<'staff_registered'>) {
  const { t } = useMessages()
  const options = useOptions()
  const { active } = one
  const which = active === null ? 'anyway' : 'months' in active ? 'months' : 'since'
  const begun = { anyway: null, months: { months: 12 }, since: { since: '09-01' } }
  return (
    <>
      <Least path={`${path}.least`} value={one.least} onChange={(least) => onChange({ ...one, least })} />
      <ManyPart
        path={`${path}.posts`}
        label={t('rulebooks.posts')}
        options={options.posts}
        value={one.posts}
        onChange={(chosen) => onChange({ ...one, posts: chosen })}
      />
      <ChoicePart
        label={t('rulebooks.active')}
        options={options.active}
        value={which}
        onChange={(next) => onChange({ ...one, active: begun[next] })}
      />
      {active !== null && 'months' in active && (
        <NumberPart
          path={`${path}.active.months`}
          label={t('rulebooks.months')}
          {...{ min: 1, max: 120, value: active.months }}
          onChange={(months) => onChange({ ...one, active: { months } })}
        />
      )}
      {active !== null && 'since' in active && (
        <TextPart
          path={`${path}.active`}
          label={t('rulebooks.yearDay')}
          description={t('rulebooks.yearDayHelp')}
          {...{ maxLength: 5, value: active.since }}
          onChange={(since) => onChange({ ...one, active: { since } })}
        />
      )}
    </>
  )
}

function TookPart({ one, path, onChange }: ConditionProps<'took_part'>) {
  const { t } = useMessages()
  const options = useOptions()
  const { within } = one
  return (
    <>
      <ChoicePart
        label={t('rulebooks.scheme')}
        options={options.schemes}
        value={one.scheme}
        onChange={(scheme) => onChange({ ...one, scheme })}
      />
      <ManyPart
        path={`${path}.kinds`}
        label={t('rulebooks.kinds')}
        options={options.kinds}
        value={one.kinds}
        onChange={(chosen) => onChange({ ...one, kinds: chosen })}
      />
      <Least path={`${path}.least`} value={one.least} onChange={(least) => onChange({ ...one, least })} />
      <ChoicePart
        label={t('rulebooks.within')}
        options={options.tookPart}
        value={within === 'school_year' ? 'school_year' : 'years'}
        onChange={(next) => onChange({ ...one, within: next === 'years' ? { years: 2 } : 'school_year' })}
      />
      {within !== 'school_year' && (
        <NumberPart
          path={`${path}.within.years`}
          label={t('rulebooks.years')}
          {...{ min: 1, max: 20, value: within.years }}
          onChange={(years) => onChange({ ...one, within: { years } })}
        />
      )}
      <ChoicePart
        label={t('rulebooks.whoseLabel')}
        options={options.whose}
        value={one.by}
        onChange={(by) => onChange({ ...one, by })}
      />
    </>
  )
}
