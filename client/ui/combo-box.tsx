import { ChevronDown } from 'lucide-react'
import { Button, ComboBox as AriaComboBox, Group, Input, ListBox, Popover } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field-parts.tsx'
import styles from './field.module.css'
import { useProblem } from './form.tsx'
import { Icon } from './icon.tsx'
import { type ChoiceProps, choose, type Option, OptionItem } from './options.tsx'
import overlay from './overlay.module.css'

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
