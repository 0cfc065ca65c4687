import type { Criterion, CriterionPart, Rules, Theme } from '#client/data/rulebooks.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { FlagPart, ListPart, MaybeNumber, MaybeWords, NumberPart, TextPart, WordsPart } from './parts.tsx'
import styles from './rulebooks.module.css'
import { freeId } from './words.ts'

export interface SectionProps {
  rules: Rules
  onChange: (rules: Rules) => void
}

type Scale = Criterion['scale']

const newScale = (): Scale => ({ from: 0, to: 5, step: 1, levels: [], hasNotApplicable: false })

/** What is judged: how it is marked, what it weighs, and below what nothing is given. */
export function Criteria({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const { criteria } = rules
  return (
    <ListPart
      label={t('rulebooks.criteria')}
      items={criteria}
      nameOf={(one) => words(one.words) || one.id}
      onChange={(changed) => onChange({ ...rules, criteria: changed })}
      addLabel={t('rulebooks.addCriterion')}
      make={(): Criterion => ({
        ...{ id: freeId('criterion', criteria), words: {}, help: null, scale: newScale(), least: null },
        ...{ isKnockOut: false, weight: 1, parts: [] },
      })}
    >
      {(one, change, at) => <CriterionFields one={one} path={`rules.criteria.${at}`} onChange={change} />}
    </ListPart>
  )
}

interface CriterionProps {
  one: Criterion
  path: string
  onChange: (one: Criterion) => void
}

function CriterionFields({ one, path, onChange }: CriterionProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  return (
    <>
      <NamedPart path={path} one={one} onChange={onChange} />
      <MaybeWords
        path={`${path}.help`}
        label={t('rulebooks.help')}
        maxLength={2000}
        isLong
        value={one.help}
        onChange={(help) => onChange({ ...one, help })}
      />
      <NumberPart
        path={`${path}.weight`}
        label={t('rulebooks.weight')}
        {...{ min: 0.25, max: 100, step: 0.25, value: one.weight }}
        onChange={(weight) => onChange({ ...one, weight })}
      />
      <ScaleFields path={`${path}.scale`} scale={one.scale} onChange={(scale) => onChange({ ...one, scale })} />
      <Minimum path={path} one={one} onChange={onChange} />
      <ListPart
        label={t('rulebooks.subcriteria')}
        items={one.parts}
        nameOf={(part) => words(part.words) || part.id}
        onChange={(parts) => onChange({ ...one, parts })}
        addLabel={t('rulebooks.addSubcriterion')}
        make={(): CriterionPart => ({
          ...{ id: freeId('part', one.parts), words: {}, scale: null, least: null, isKnockOut: false },
        })}
      >
        {(part, change, at) => <PartFields one={part} path={`${path}.parts.${at}`} onChange={change} />}
      </ListPart>
    </>
  )
}

function PartFields({
  one,
  path,
  onChange,
}: {
  one: CriterionPart
  path: string
  onChange: (one: CriterionPart) => void
}) {
  const { t } = useMessages()
  return (
    <>
      <NamedPart path={path} one={one} onChange={onChange} />
      <FlagPart
        label={t('rulebooks.hasScale')}
        value={one.scale !== null}
        onChange={(isOn) => onChange({ ...one, scale: isOn ? newScale() : null })}
      />
      {one.scale !== null && (
        <ScaleFields path={`${path}.scale`} scale={one.scale} onChange={(scale) => onChange({ ...one, scale })} />
      )}
      <Minimum path={path} one={one} onChange={onChange} />
    </>
  )
}

interface OfProps<One> {
  path: string
  one: One
  onChange: (one: One) => void
}

/** By which other rules, and marks, speak of it. */
export function IdPart<One extends { id: string }>({ path, one, onChange }: OfProps<One>) {
  const { t } = useMessages()
  return (
    <TextPart
      path={`${path}.id`}
      label={t('rulebooks.shortName')}
      description={t('rulebooks.shortNameHelp')}
      maxLength={40}
      value={one.id}
      onChange={(id) => onChange({ ...one, id })}
    />
  )
}

/** Its id, and its name in the languages of the office. */
export function NamedPart<One extends Theme>({ path, one, onChange }: OfProps<One>) {
  const { t } = useMessages()
  return (
    <>
      <IdPart path={path} one={one} onChange={onChange} />
      <WordsPart
        path={`${path}.words`}
        label={t('rulebooks.name')}
        maxLength={200}
        value={one.words}
        onChange={(said) => onChange({ ...one, words: said })}
      />
    </>
  )
}

function Minimum<One extends Pick<Criterion, 'least' | 'isKnockOut'>>({ path, one, onChange }: OfProps<One>) {
  const { t } = useMessages()
  return (
    <div className={styles.pair}>
      <MaybeNumber
        path={`${path}.least`}
        label={t('rulebooks.minimum')}
        {...{ min: 0, max: 100, step: 0.25, value: one.least }}
        onChange={(least) => onChange({ ...one, least })}
      />
      <FlagPart
        label={t('rulebooks.isKnockOut')}
        value={one.isKnockOut}
        onChange={(isKnockOut) => onChange({ ...one, isKnockOut })}
      />
    </div>
  )
}

function ScaleFields({ path, scale, onChange }: { path: string; scale: Scale; onChange: (scale: Scale) => void }) {
  const { t } = useMessages()
  const bounds = { min: 0, max: 100, step: 0.25 }
  return (
    <>
      <div className={styles.pair}>
        <NumberPart
          path={`${path}.from`}
          label={t('rulebooks.scaleFrom')}
          {...bounds}
          value={scale.from}
          onChange={(from) => onChange({ ...scale, from })}
        />
        <NumberPart
          path={`${path}.to`}
          label={t('rulebooks.scaleTo')}
          {...bounds}
          value={scale.to}
          onChange={(to) => onChange({ ...scale, to })}
        />
        <NumberPart
          path={`${path}.step`}
          label={t('rulebooks.scaleStep')}
          {...{ ...bounds, min: 0.25 }}
          value={scale.step}
          onChange={(step) => onChange({ ...scale, step })}
        />
      </div>
      <FlagPart
        label={t('rulebooks.hasNotApplicable')}
        value={scale.hasNotApplicable}
        onChange={(hasNotApplicable) => onChange({ ...scale, hasNotApplicable })}
      />
      <ListPart
        label={t('rulebooks.levels')}
        items={scale.levels}
        nameOf={({ mark }) => t('rulebooks.level', { mark })}
        onChange={(levels) => onChange({ ...scale, levels })}
        addLabel={t('rulebooks.addLevel')}
        make={() => ({ mark: scale.from, words: {} })}
      >
        {(level, change, at) => (
          <>
            <NumberPart
              path={`${path}.levels.${at}.mark`}
              label={t('rulebooks.mark')}
              {...bounds}
              value={level.mark}
              onChange={(mark) => change({ ...level, mark })}
            />
            <WordsPart
              path={`${path}.levels.${at}.words`}
              label={t('rulebooks.meaning')}
              maxLength={2000}
              isLong
              value={level.words}
              onChange={(said) => change({ ...level, words: said })}
            />
          </>
        )}
      </ListPart>
    </>
  )
}
