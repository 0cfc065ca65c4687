import { useMessages } from '#client/locales/messages.tsx'
import { TextField } from '#client/ui/text-field.tsx'

const shortest = 12

/** What the server would refuse: told before it is asked. */
export const isTooShort = (password: string) => password.length < shortest

interface NewPasswordFieldProps {
  value: string
  onChange: (value: string) => void
  error: string | null
  label?: string
  /** The form was sent once: what is too short is said. */
  hasTried: boolean
}

/** Length is all that is asked; pasting from a password manager is welcome. */
export function NewPasswordField({ value, onChange, error, label, hasTried }: NewPasswordFieldProps) {
  const { t } = useMessages()
  return (
    <TextField
      label={label ?? t('auth.password')}
      description={t('auth.passwordHelp', { count: shortest })}
      type="password"
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      error={hasTried && isTooShort(value) ? t('errors.weak_password') : error}
    />
  )
}
