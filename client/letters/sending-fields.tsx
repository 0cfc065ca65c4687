import type { Sending } from '#client/data/letters.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { letterWays } from './words.ts'

interface SendingFieldsProps {
  value: Sending
  onChange: (sending: Sending) => void
}

/** In which way a letter went, and on which day. */
export function SendingFields({ value, onChange }: SendingFieldsProps) {
  const { t } = useMessages()
  return (
    <>
      <Select
        label={t('letters.way')}
        options={letterWays.map((id) => ({ id, label: t(`letters.way_${id}`) }))}
        value={value.way}
        onChange={(way) => onChange({ ...value, way })}
      />
      <TextField
        path="on"
        type="date"
        label={t('letters.sentOn')}
        value={value.on}
        onChange={(on) => onChange({ ...value, on })}
      />
    </>
  )
}
