import { Plus, Trash2 } from 'lucide-react'
import { createContext, type ReactNode, use } from 'react'
import type { InLanguages } from '#client/data/rulebooks.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox, CheckboxGroup } from '#client/ui/choice.tsx'
import type { FieldWords } from '#client/ui/field-parts.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import type { Option } from '#client/ui/options.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import styles from './rulebooks.module.css'

/* Fields of rules: each is off where the rules stay as they are. */

/** Rules that stay as they are are read in the same form. */
export const ReadOnly = createContext(false)

interface ValueProps<Value> extends Pick<FieldWords, 'label' | 'description' | 'path'> {
  value: Value
  onChange: (value: Value) => void
}

export function TextPart({ isLong = false, ...props }: ValueProps<string> & { maxLength: number; isLong?: boolean }) {
  const isDisabled = use(ReadOnly)
  return isLong ? (
    <TextArea {...props} rows={2} isDisabled={isDisabled} />
  ) : (
    <TextField {...props} isDisabled={isDisabled} />
  )
}

type NumberProps = Omit<ValueProps<number>, 'value'> & { value: number | null; min: number; max: number; step?: number }

/** What stands there is a number as soon as the field is left. */
export function NumberPart({ value, onChange, min, max, step = 1, ...props }: NumberProps) {
  return (
    <NumberField
      {...props}
      minValue={min}
      maxValue={max}
      step={step}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      isDisabled={use(ReadOnly)}
    />
  )
}

/** A number, or none: whether there is one is said first. */
export function MaybeNumber({
  value,
  onChange,
  label,
  ...props
}: Omit<NumberProps, 'onChange'> & { onChange: (value: number | null) => void }) {
  return (
    <div className={styles.maybe}>
      <FlagPart label={label} value={value !== null} onChange={(isOn) => onChange(isOn ? props.min : null)} />
      {value !== null && <NumberPart {...props} label={label} value={value} onChange={onChange} />}
    </div>
  )
}

export function FlagPart({ label, value, onChange }: Pick<ValueProps<boolean>, 'label' | 'value' | 'onChange'>) {
  return (
    <Checkbox isSelected={value} onChange={onChange} isDisabled={use(ReadOnly)}>
      {label}
    </Checkbox>
  )
}

export function ChoicePart<Id extends string>(props: ValueProps<Id> & { options: readonly Option<Id>[] }) {
  return <Select {...props} isDisabled={use(ReadOnly)} />
}

interface ManyProps<Id extends string> extends Pick<FieldWords, 'label' | 'description' | 'path'> {
  options: readonly Option<Id>[]
  value: readonly Id[]
  onChange: (value: Id[]) => void
}

export function ManyPart<Id extends string>(props: ManyProps<Id>) {
  return <CheckboxGroup {...props} orientation="horizontal" isDisabled={use(ReadOnly)} />
}

const languages = ['fr', 'en', 'de'] as const

interface WordsProps extends Omit<ValueProps<InLanguages>, 'path'> {
  path: string
  maxLength: number
  isLong?: boolean
}

/** A name or a text, in each language that it is written in. */
export function WordsPart({ label, description, path, value, onChange, maxLength, isLong = false }: WordsProps) {
  const { locale } = useMessages()
  const change = (language: (typeof languages)[number], words: string) => {
    const { [language]: _, ...others } = value
    onChange(words === '' ? others : { ...others, [language]: words })
  }
  return (
    <div className={styles.languages} role="group" aria-label={label}>
      {languages.map((language, at) => (
        <TextPart
          key={language}
          // What is wrong with all of them is said at the first.
          path={at === 0 && Object.keys(value).length === 0 ? path : `${path}.${language}`}
          label={`${label} (${languageName(language, locale)})`}
          {...(at === 0 && description !== undefined ? { description } : {})}
          value={value[language] ?? ''}
          onChange={(words) => change(language, words)}
          maxLength={maxLength}
          isLong={isLong}
        />
      ))}
    </div>
  )
}

/** The same where there may be none. */
export function MaybeWords({
  value,
  onChange,
  ...props
}: Omit<WordsProps, 'value' | 'onChange'> & {
  value: InLanguages | null
  onChange: (value: InLanguages | null) => void
}) {
  return (
    <WordsPart
      {...props}
      value={value ?? {}}
      onChange={(words) => onChange(Object.keys(words).length === 0 ? null : words)}
    />
  )
}

interface ListProps<One> {
  label: string
  /** What one of them is called, for the ear and as its heading. */
  nameOf: (one: One, at: number) => string
  items: readonly One[]
  onChange: (items: One[]) => void
  addLabel?: string
  make?: () => One
  children: (one: One, change: (one: One) => void, at: number) => ReactNode
}

/** Several of something, each with its own fields. */
export function ListPart<One>({ label, nameOf, items, onChange, addLabel, make, children }: ListProps<One>) {
  const { t } = useMessages()
  const isReadOnly = use(ReadOnly)
  return (
    <div className={styles.list} role="group" aria-label={label}>
      {items.map((one, at) => (
        // Its short name changes while it is written.
        // oxlint-disable-next-line react/no-array-index-key -- see above
        <fieldset key={at} className={styles.item}>
          <legend className={styles.legend}>{nameOf(one, at)}</legend>
          {children(one, (changed) => onChange(items.with(at, changed)), at)}
          {!isReadOnly && (
            <div>
              <Button
                icon={Trash2}
                variant="quiet"
                aria-label={t('rulebooks.removeOf', { name: nameOf(one, at) })}
                onPress={() => onChange(items.toSpliced(at, 1))}
              >
                {t('rulebooks.remove')}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {!isReadOnly && make && addLabel !== undefined && (
        <div>
          <Button icon={Plus} onPress={() => onChange([...items, make()])}>
            {addLabel}
          </Button>
        </div>
      )}
    </div>
  )
}
