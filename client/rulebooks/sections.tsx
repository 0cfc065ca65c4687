import type { AgeClass, FormField, Rules, Theme } from '#client/data/rulebooks.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { IdPart, NamedPart, type SectionProps } from './criteria.tsx'
import { NewCondition } from './new-condition.tsx'
import { ChoicePart, FlagPart, ListPart, ManyPart, MaybeNumber, MaybeWords, NumberPart, WordsPart } from './parts.tsx'
import styles from './rulebooks.module.css'
import { freeId, useOptions } from './words.ts'

/** Who comes in, in which way, how often, and what it is worth. */
export function Entry({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  const options = useOptions()
  const { limits } = rules
  const limit = (change: Partial<Rules['limits']>) => onChange({ ...rules, limits: { ...limits, ...change } })
  return (
    <>
      <div className={styles.pair}>
        <ChoicePart
          label={t('rulebooks.entry')}
          options={options.entry}
          value={rules.entry}
          onChange={(entry) => onChange({ ...rules, entry })}
        />
        <ChoicePart
          label={t('rulebooks.nominatedBy')}
          options={options.nominated}
          value={rules.nominatedBy}
          onChange={(nominatedBy) => onChange({ ...rules, nominatedBy })}
        />
        <ChoicePart
          label={t('rulebooks.declaration')}
          options={options.declaration}
          value={rules.declaration}
          onChange={(declaration) => onChange({ ...rules, declaration })}
        />
      </div>
      <MaybeNumber
        path="rules.limits.perPersonAndYear"
        label={t('rulebooks.perPersonAndYear')}
        {...{ min: 1, max: 50, value: limits.perPersonAndYear }}
        onChange={(perPersonAndYear) => limit({ perPersonAndYear })}
      />
      <FlagPart
        label={t('rulebooks.secondApplication')}
        value={limits.secondApplications > 0}
        onChange={(isOn) => limit({ secondApplications: isOn ? 1 : 0 })}
      />
      <FlagPart
        label={t('rulebooks.isOncePerProject')}
        value={limits.isOncePerProject}
        onChange={(isOncePerProject) => limit({ isOncePerProject })}
      />
      <MaybeNumber
        path="rules.validYears"
        label={t('rulebooks.validYears')}
        {...{ min: 1, max: 20, value: rules.validYears }}
        onChange={(validYears) => onChange({ ...rules, validYears })}
      />
      <ManyPart
        path="rules.derives"
        label={t('rulebooks.derives')}
        options={options.schemes}
        value={rules.derives}
        onChange={(derives) => onChange({ ...rules, derives })}
      />
      <FlagPart
        label={t('rulebooks.isExample')}
        value={rules.isExample}
        onChange={(isExample) => onChange({ ...rules, isExample })}
      />
    </>
  )
}

export function Conditions({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  return (
    <>
      <ListPart
        label={t('rulebooks.conditions')}
        items={rules.conditions}
        nameOf={({ is }) => t(`rulebooks.is_${is}`)}
        onChange={(conditions) => onChange({ ...rules, conditions })}
      >
        {(one, change, at) => (
          <>
            <IdPart path={`rules.conditions.${at}`} one={one} onChange={change} />
            <ConditionFields one={one} path={`rules.conditions.${at}`} form={rules.form} onChange={change} />
          </>
        )}
      </ListPart>
      <NewCondition rules={rules} onChange={onChange} />
    </>
  )
}

export function Questions({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const options = useOptions()
  const criteria = [
    { id: '', label: t('rulebooks.noCriterion') },
    ...rules.criteria.map((one) => ({ id: one.id, label: words(one.words) || one.id })),
  ]
  return (
    <ListPart
      label={t('rulebooks.form')}
      items={rules.form}
      nameOf={(one) => words(one.words) || one.id}
      onChange={(form) => onChange({ ...rules, form })}
      addLabel={t('rulebooks.addQuestion')}
      make={(): FormField => ({
        ...{ id: freeId('question', rules.form), part: 'common', words: {}, help: null, kind: 'text', least: 0 },
        ...{ most: 2000, criterion: null },
      })}
    >
      {(one, change, at) => (
        <>
          <IdPart path={`rules.form.${at}`} one={one} onChange={change} />
          <WordsPart
            path={`rules.form.${at}.words`}
            label={t('rulebooks.question')}
            maxLength={200}
            value={one.words}
            onChange={(said) => change({ ...one, words: said })}
          />
          <MaybeWords
            path={`rules.form.${at}.help`}
            label={t('rulebooks.help')}
            maxLength={2000}
            isLong
            value={one.help}
            onChange={(help) => change({ ...one, help })}
          />
          <div className={styles.pair}>
            <ChoicePart
              label={t('rulebooks.part')}
              options={options.part}
              value={one.part}
              onChange={(part) => change({ ...one, part })}
            />
            <ChoicePart
              label={t('rulebooks.answer')}
              options={options.answer}
              value={one.kind}
              onChange={(kind) => change({ ...one, kind })}
            />
            <ChoicePart
              path={`rules.form.${at}.criterion`}
              label={t('rulebooks.speaksTo')}
              options={criteria}
              value={one.criterion ?? ''}
              onChange={(criterion) => change({ ...one, criterion: criterion || null })}
            />
          </div>
          <div className={styles.pair}>
            <NumberPart
              path={`rules.form.${at}.least`}
              label={t('rulebooks.shortest')}
              {...{ min: 0, max: 20_000, value: one.least }}
              onChange={(least) => change({ ...one, least })}
            />
            <NumberPart
              path={`rules.form.${at}.most`}
              label={t('rulebooks.longest')}
              {...{ min: 1, max: 20_000, value: one.most }}
              onChange={(most) => change({ ...one, most })}
            />
          </div>
        </>
      )}
    </ListPart>
  )
}

export function Classes({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  return (
    <>
      <ListPart
        label={t('rulebooks.classes')}
        items={rules.classes}
        nameOf={(one) => words(one.words) || one.id}
        onChange={(classes) => onChange({ ...rules, classes })}
        addLabel={t('rulebooks.addClass')}
        make={(): AgeClass => ({
          ...{ id: freeId('class', rules.classes), words: {}, ageFrom: 6, ageTo: 11, isVocational: false },
        })}
      >
        {(one, change, at) => (
          <>
            <NamedPart one={one} path={`rules.classes.${at}`} onChange={change} />
            <div className={styles.pair}>
              <NumberPart
                path={`rules.classes.${at}.ageFrom`}
                label={t('rulebooks.ageFrom')}
                {...{ min: 0, max: 99, value: one.ageFrom }}
                onChange={(ageFrom) => change({ ...one, ageFrom })}
              />
              <NumberPart
                path={`rules.classes.${at}.ageTo`}
                label={t('rulebooks.ageTo')}
                {...{ min: 0, max: 99, value: one.ageTo }}
                onChange={(ageTo) => change({ ...one, ageTo })}
              />
            </div>
            <FlagPart
              label={t('rulebooks.isVocational')}
              value={one.isVocational}
              onChange={(isVocational) => change({ ...one, isVocational })}
            />
          </>
        )}
      </ListPart>
      <ListPart
        label={t('rulebooks.themes')}
        items={rules.themes}
        nameOf={(one) => words(one.words) || one.id}
        onChange={(themes) => onChange({ ...rules, themes })}
        addLabel={t('rulebooks.addTheme')}
        make={(): Theme => ({ id: freeId('theme', rules.themes), words: {} })}
      >
        {(one, change, at) => <NamedPart one={one} path={`rules.themes.${at}`} onChange={change} />}
      </ListPart>
    </>
  )
}
