import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { NewPasswordField } from './new-password-field.tsx'

export const emptyPerson = { displayName: '', email: '', password: '' }
type PersonForm = typeof emptyPerson

interface PersonFieldsProps {
  value: PersonForm
  onChange: (change: Partial<PersonForm>) => void
  errorOf: (key: keyof PersonForm) => string | null
  hasTried: boolean
}

/** Who somebody is that makes an account. */
export function PersonFields({ value, onChange, errorOf, hasTried }: PersonFieldsProps) {
  const { t } = useMessages()
  return (
    <Stack>
      <TextField
        label={t('auth.yourName')}
        description={t('auth.yourNameHelp')}
        autoComplete="name"
        value={value.displayName}
        onChange={(displayName) => onChange({ displayName })}
        error={errorOf('displayName')}
      />
      <TextField
        label={t('auth.email')}
        type="email"
        autoComplete="username"
        value={value.email}
        onChange={(email) => onChange({ email })}
        error={errorOf('email')}
      />
      <NewPasswordField
        value={value.password}
        onChange={(password) => onChange({ password })}
        error={errorOf('password')}
        hasTried={hasTried}
      />
    </Stack>
  )
}
