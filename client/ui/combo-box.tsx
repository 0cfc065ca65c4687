import { ChevronDown } from 'lucide-react'
import { type ComponentProps, use } from 'react'
import {
  Button,
  ComboBox as AriaComboBox,
  ComboBoxStateContext,
  Group,
  Input,
  ListBox,
  OverlayTriggerStateContext,
  Popover,
} from 'react-aria-components'
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
      <StayingPopover className={cx(overlay.popover)} offset={4}>
        <ListBox<Option<Id>>
          className={cx(overlay.list)}
          renderEmptyState={() => <p className={overlay.nothing}>{t('ui.noMatch')}</p>}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </StayingPopover>
    </AriaComboBox>
  )
}

/** Typing and an on-screen keyboard scroll the page by themselves. */
// oxlint-disable-next-line typescript/no-deprecated -- who closes is not told in another way
const isScrolling = () => globalThis.event?.type === 'scroll' && globalThis.event.target === document

/**
 * A list that goes along with its field where the page scrolls. React Aria closes it, and a press that was on its way to a
 * line is lost (adobe/react-spectrum #8434, #9467).
 */
function StayingPopover(props: ComponentProps<typeof Popover>) {
  const state = use(ComboBoxStateContext)
  if (!state) return <Popover {...props} />
  const close = () => {
    if (!isScrolling()) state.close()
  }
  return (
    <OverlayTriggerStateContext value={{ ...state, close }}>
      <Popover {...props} />
    </OverlayTriggerStateContext>
  )
}
