import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, Tag, TagGroup, TagList } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import type { Option } from '#client/ui/options.tsx'
import styles from './multi-pick.module.css'

interface MultiPickProps {
  label: string
  note?: string
  placeholder?: string
  path?: string
  options: readonly Option[]
  value: readonly string[]
  onChange: (ids: string[]) => void
}

/** Several of a long list: found by typing, shown as labels that can be taken off. */
export function MultiPick({ label, options, value, onChange, ...words }: MultiPickProps) {
  const { t } = useMessages()
  // Held for one render: letting go of it is what makes the field empty itself for the next word.
  const [picked, setPicked] = useState<string | null>(null)
  useEffect(() => setPicked(null), [picked])
  const chosen = value.map((id) => ({ id, label: options.find((option) => option.id === id)?.label ?? id }))
  return (
    <div className={styles.pick}>
      <ComboBox
        {...words}
        label={label}
        options={options.filter((option) => !value.includes(option.id))}
        value={picked}
        onChange={(id) => {
          setPicked(id)
          onChange([...value, id])
        }}
      />
      {chosen.length > 0 && (
        <TagGroup
          aria-label={t('projects.chosen', { field: label })}
          onRemove={(keys) => onChange(value.filter((id) => !keys.has(id)))}
        >
          <TagList items={chosen} className={cx(styles.tags)}>
            {(tag) => (
              <Tag textValue={tag.label} className={cx(styles.tag)}>
                {tag.label}
                <Button
                  slot="remove"
                  aria-label={t('projects.takeOff', { name: tag.label })}
                  className={cx(styles.off)}
                >
                  <Icon of={X} size="s" />
                </Button>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      )}
    </div>
  )
}
