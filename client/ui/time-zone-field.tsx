import { useMessages } from '#client/locales/messages.tsx'
import { ComboBox } from './combo-box.tsx'

interface TimeZoneFieldProps {
  value: string | null
  onChange: (timeZone: string) => void
  path?: string
}

/** Where the clock of a school hangs. */
export function TimeZoneField({ value, onChange, path }: TimeZoneFieldProps) {
  const { t } = useMessages()
  const zones = [...new Set([...(value ? [value] : []), ...Intl.supportedValuesOf('timeZone')])]
  return (
    <ComboBox
      path={path}
      label={t('quiet.timeZone')}
      description={t('quiet.timeZoneHelp')}
      options={zones.map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
      value={value}
      onChange={onChange}
    />
  )
}
