import { Check, ChevronDown } from 'lucide-react'
import type { Key } from 'react-aria-components'
import {
  Button,
  ComboBox as AriaComboBox,
  Group,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field-parts.tsx'
import type { FieldWords } from './field-parts.tsx'
import styles from './field.module.css'
import { useProblem } from './form.tsx'
import { Icon } from './icon.tsx'
import overlay from './overlay.module.css'

export interface Option<Id extends string = string> {
  id: Id
  label: string
  description?: string
  isDisabled?: boolean
}

interface ChoiceProps<Id extends string> extends FieldWords {
  options: readonly Option<Id>[]
  value: Id | null
  onChange: (id: Id) => void
  placeholder?: string
  name?: string
  isRequired?: boolean
  isDisabled?: boolean
}

/** React Aria gives back a key; only an id that was offered counts. */
function choose<Id extends string>(options: readonly Option<Id>[], key: Key | null, onChange: (id: Id) => void) {
  const chosen = options.find((option) => option.id === key)
  if (chosen) onChange(chosen.id)
}

function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      isDisabled={option.isDisabled ?? false}
      className={cx(overlay.item)}
    >
      {({ isSelected }) => (
        <>
          <span className={overlay.check}>{isSelected && <Icon of={Check} />}</span>
          <span className={overlay.itemText}>
            <Text slot="label">{option.label}</Text>
            {option.description && (
              <Text slot="description" className={cx(overlay.description)}>
                {option.description}
              </Text>
            )}
          </span>
        </>
      )}
    </ListBoxItem>
  )
}

/** One of a short list. For more than fifteen options use ComboBox. */
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

/** One of a long list, found by typing. */
export function ComboBox<Id extends string>(props: ChoiceProps<Id>) {
  const { label, note, description, error, path, options, value, onChange, placeholder, ...rest } = props
  const problem = useProblem(path) ?? error
  const { t } = useMessages()
  return (
    <AriaComboBox
      {...rest}
      defaultItems={options}
      selectedKey={value}
      onSelectionChange={(key) => choose(options, key, onChange)}
      isInvalid={Boolean(problem)}
      menuTrigger="focus"
      allowsEmptyCollection
      className={cx(styles.field)}
    >
      <FieldLabel label={label} {...(note ? { note } : {})} />
      <Group className={cx(styles.group)}>
        <Input className={cx(styles.input)} {...(placeholder ? { placeholder } : {})} />
        <Button className={cx(styles.side)}>
          <Icon of={ChevronDown} />
        </Button>
      </Group>
      <FieldHelp description={description} error={problem} />
      <Popover className={cx(overlay.popover)} offset={4}>
        <ListBox<Option<Id>>
          className={cx(overlay.list)}
          renderEmptyState={() => <p className={overlay.nothing}>{t('ui.noMatch')}</p>}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
