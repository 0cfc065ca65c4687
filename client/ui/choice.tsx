import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  Radio,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
} from 'react-aria-components'
import type { CheckboxProps as AriaCheckboxProps, SwitchProps as AriaSwitchProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field-parts.tsx'
import type { FieldWords } from './field-parts.tsx'
import styles from './field.module.css'
import { useProblem } from './form.tsx'
import { Icon } from './icon.tsx'
import type { Option } from './options.tsx'

interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'style' | 'children'> {
  description?: ReactNode
  children: ReactNode
}

export function Checkbox({ description, children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className={cx(styles.choice)}>
      {({ isIndeterminate }) => (
        <>
          <span className={styles.box}>
            <Icon of={isIndeterminate ? Minus : Check} size="s" />
          </span>
          <span className={styles.choiceText}>
            <span>{children}</span>
            {description && <span className={styles.description}>{description}</span>}
          </span>
        </>
      )}
    </AriaCheckbox>
  )
}

interface CheckboxGroupProps<Id extends string> extends FieldWords {
  options: readonly Option<Id>[]
  value: readonly Id[]
  onChange: (ids: Id[]) => void
  orientation?: 'vertical' | 'horizontal'
  isDisabled?: boolean
}

/** Several of a list. */
export function CheckboxGroup<Id extends string>(props: CheckboxGroupProps<Id>) {
  const { label, note, description, error, path, options, value, onChange, orientation = 'vertical', ...rest } = props
  const problem = useProblem(path) ?? error
  return (
    <AriaCheckboxGroup
      {...rest}
      value={[...value]}
      onChange={(keys) => onChange(options.map((option) => option.id).filter((id) => keys.includes(id)))}
      isInvalid={Boolean(problem)}
      className={cx(styles.field)}
    >
      <FieldLabel label={label} {...(note ? { note } : {})} />
      <div className={styles.options} data-orientation={orientation}>
        {options.map((option) => (
          <Checkbox
            key={option.id}
            value={option.id}
            description={option.description}
            isDisabled={option.isDisabled ?? false}
          >
            {option.label}
          </Checkbox>
        ))}
      </div>
      <FieldHelp description={description} error={problem} />
    </AriaCheckboxGroup>
  )
}

interface OneOfProps<Id extends string> extends FieldWords {
  options: readonly (Option<Id> & { picture?: ReactNode })[]
  value: Id | null
  onChange: (id: Id) => void
  orientation?: 'vertical' | 'horizontal'
  /** Each option a card: for a choice that deserves a sentence each. */
  isCards?: boolean
  isDisabled?: boolean
  isRequired?: boolean
}

export function RadioGroup<Id extends string>(props: OneOfProps<Id>) {
  const { label, note, description, error, path, options, value, onChange, isCards = false, ...rest } = props
  const problem = useProblem(path) ?? error
  return (
    <AriaRadioGroup
      {...rest}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
      isInvalid={Boolean(problem)}
      className={cx(styles.field)}
    >
      <FieldLabel label={label} {...(note ? { note } : {})} />
      <div className={styles.options} data-orientation={rest.orientation ?? 'vertical'} data-cards={isCards}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.isDisabled ?? false}
            className={cx(styles.choice)}
          >
            <span className={cx(styles.box, styles.radio)} />
            {option.picture}
            <span className={styles.choiceText}>
              <span>{option.label}</span>
              {option.description && <span className={styles.description}>{option.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldHelp description={description} error={problem} />
    </AriaRadioGroup>
  )
}

interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'style' | 'children'> {
  description?: ReactNode
  children: ReactNode
}

/** On or off, at once. For a choice that is sent with a form, use Checkbox. */
export function Switch({ description, children, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className={cx(styles.choice)}>
      <span className={styles.track}>
        <span className={styles.thumb} />
      </span>
      <span className={styles.choiceText}>
        <span>{children}</span>
        {description && <span className={styles.description}>{description}</span>}
      </span>
    </AriaSwitch>
  )
}
