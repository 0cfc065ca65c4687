import { useMessages } from '#client/locales/messages.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { TextField } from '#client/ui/text-field.tsx'

interface RegionFieldProps {
  /** What we know of the country; without any, the name is typed freely. */
  regions: readonly string[]
  value: string
  onChange: (region: string) => void
  path: string
}

export function RegionField({ path, regions, value, onChange }: RegionFieldProps) {
  const { t } = useMessages()
  const words = {
    label: t('auth.region'),
    note: t('common.optional'),
    description: t('auth.regionHelp'),
    path,
    onChange,
  }
  if (regions.length === 0) return <TextField {...words} value={value} />
  const options = regions.map((name) => ({ id: name, label: name }))
  return <ComboBox {...words} options={options} value={regions.includes(value) ? value : null} />
}
