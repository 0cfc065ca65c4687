import { ChevronDown } from 'lucide-react'
import { Button, ListBox, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field-parts.tsx'
import styles from './field.module.css'
import { useProblem } from './form.tsx'
import { Icon } from './icon.tsx'
import { type ChoiceProps, choose, OptionItem } from './options.tsx'
import overlay from './overlay.module.css'

/** One of a short list. For more than fifteen options use ComboBox (combo-box.tsx), which weighs more. */
export function Select<Id extends string>(props: ChoiceProps<Id>) {
  const { label, note, description, error, path, options, value, onChange, placeholder, ...rest } = props
  const problem = useProblem(path) ?? error
  return (
    <AriaSelect
      {...rest}
      {...(placeholder ? { placeholder } : {})}
      selectedKey={value}
      onSelectionChange={(key) => choose(options, key, onChange)}
      isInvalid={Boolean(problem)}
      className={cx(styles.field)}
    >
      <FieldLabel label={label} {...(note ? { note } : {})} />
      <Button className={cx(styles.input, styles.selectButton)}>
        <SelectValue className={cx(styles.value)}>
          {({ defaultChildren, isPlaceholder }) =>
            isPlaceholder ? defaultChildren : options.find((option) => option.id === value)?.label
          }
        </SelectValue>
        <Icon of={ChevronDown} />
      </Button>
      <FieldHelp description={description} error={problem} />
      <Popover className={cx(overlay.popover)} offset={4}>
        <ListBox className={cx(overlay.list)} items={options}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
