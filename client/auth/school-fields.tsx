import { useMessages } from '#client/locales/messages.tsx'
import { TimeZoneField } from '#client/ui/time-zone-field.tsx'
import type { Problems } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { RegionField } from './region-field.tsx'
import { useCountryOptions } from './use-country-options.ts'

export const emptySchool = { name: '', town: '', countryCode: '', region: '', timeZone: '' }
export type SchoolForm = typeof emptySchool

/** What is missing of it; `path` is where the server has it. */
export function useSchoolProblems(path: string, school: SchoolForm): Problems {
  const { t } = useMessages()
  const missing = (['name', 'town', 'countryCode'] as const).filter((key) => school[key].trim() === '')
  return Object.fromEntries(missing.map((key) => [`${path}${key}`, t('auth.fillIn')]))
}

interface SchoolFieldsProps {
  path: string
  value: SchoolForm
  onChange: (change: Partial<SchoolForm>) => void
  /** Who sets Préau up may name the region of a country that we know none of; all others choose. */
  canNameRegion?: boolean
  /** It is an office of the programme. */
  isOffice?: boolean
}

/** The school or organisation that somebody brings along. */
export function SchoolFields({ path, value, onChange, canNameRegion = false, isOffice = false }: SchoolFieldsProps) {
  const { t } = useMessages()
  const countries = useCountryOptions()
  const country = countries.find(({ id }) => id === value.countryCode)
  const zoneOf = (code: string) => countries.find(({ id }) => id === code)?.timeZone ?? ''
  return (
    <Stack>
      <TextField
        path={`${path}name`}
        label={t(isOffice ? 'offices.name' : 'auth.schoolName')}
        autoComplete="organization"
        value={value.name}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        path={`${path}town`}
        label={t('auth.town')}
        autoComplete="address-level2"
        value={value.town}
        onChange={(town) => onChange({ town })}
      />
      <ComboBox
        path={`${path}countryCode`}
        label={t('auth.country')}
        options={countries}
        // What is typed before they are there would be lost.
        isDisabled={countries.length === 0}
        value={value.countryCode || null}
        onChange={(countryCode) => onChange({ countryCode, region: '', timeZone: zoneOf(countryCode) })}
      />
      {country && !isOffice && (canNameRegion || country.regions.length > 0) && (
        <RegionField
          key={value.countryCode}
          path={`${path}region`}
          regions={country.regions}
          value={value.region}
          onChange={(region) => onChange({ region })}
        />
      )}
      {value.timeZone !== '' && (
        <TimeZoneField
          key={`${value.countryCode} zone`}
          path={`${path}timeZone`}
          value={value.timeZone}
          onChange={(timeZone) => onChange({ timeZone })}
        />
      )}
    </Stack>
  )
}
