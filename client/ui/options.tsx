import { Check } from 'lucide-react'
import { type Key, ListBoxItem, Text } from 'react-aria-components'
import { cx } from './cx.ts'
import type { FieldWords } from './field-parts.tsx'
import { Icon } from './icon.tsx'
import overlay from './overlay.module.css'

export interface Option<Id extends string = string> {
  id: Id
  label: string
  /** Of the label, where it is not the screen's. */
  language?: string | null
  description?: string
  isDisabled?: boolean
}

export interface ChoiceProps<Id extends string> extends FieldWords {
  options: readonly Option<Id>[]
  value: Id | null
  onChange: (id: Id) => void
  placeholder?: string
  name?: string
  isRequired?: boolean
  isDisabled?: boolean
}

/** React Aria gives back a key; only an id that was offered counts. */
export function choose<Id extends string>(options: readonly Option<Id>[], key: Key | null, onChange: (id: Id) => void) {
  const chosen = options.find((option) => option.id === key)
  if (chosen) onChange(chosen.id)
}

export function OptionItem({ option }: { option: Option }) {
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
            <Text slot="label" lang={option.language ?? undefined}>
              {option.label}
            </Text>
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
