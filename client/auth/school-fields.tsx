import { useMessages } from '#client/locales/messages.tsx'
import { TimeZoneField } from '#client/ui/time-zone-field.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ComboBox } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { RegionField } from './region-field.tsx'
import { useCountryOptions } from './use-country-options.ts'

export const emptySchool = { name: '', town: '', countryCode: '', region: '', timeZone: '' }
export type SchoolForm = typeof emptySchool

interface SchoolFieldsProps {
  value: SchoolForm
  onChange: (change: Partial<SchoolForm>) => void
  errorOf: (key: keyof SchoolForm) => string | null
  /** Who sets Préau up may name the region of a country that we know none of; all others choose. */
  canNameRegion?: boolean
}

/** The school or organisation that somebody brings along. */
export function SchoolFields({ value, onChange, errorOf, canNameRegion = false }: SchoolFieldsProps) {
  const { t } = useMessages()
  const countries = useCountryOptions()
  const country = countries.find(({ id }) => id === value.countryCode)
  const zoneOf = (code: string) => countries.find(({ id }) => id === code)?.timeZone ?? ''
  return (
    <Stack>
      <TextField
        label={t('auth.schoolName')}
        autoComplete="organization"
        value={value.name}
        onChange={(name) => onChange({ name })}
        error={errorOf('name')}
      />
      <TextField
        label={t('auth.town')}
        autoComplete="address-level2"
        value={value.town}
        onChange={(town) => onChange({ town })}
        error={errorOf('town')}
      />
      <ComboBox
        label={t('auth.country')}
        options={countries}
        value={value.countryCode || null}
        onChange={(countryCode) => onChange({ countryCode, region: '', timeZone: zoneOf(countryCode) })}
        error={errorOf('countryCode')}
      />
      {country && (canNameRegion || country.regions.length > 0) && (
        <RegionField
          key={value.countryCode}
          regions={country.regions}
          value={value.region}
          onChange={(region) => onChange({ region })}
          error={errorOf('region')}
        />
      )}
      {value.timeZone !== '' && (
        <TimeZoneField
          key={`${value.countryCode} zone`}
          value={value.timeZone}
          onChange={(timeZone) => onChange({ timeZone })}
          error={errorOf('timeZone')}
        />
      )}
    </Stack>
  )
}
