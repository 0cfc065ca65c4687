import { useMessages } from '#client/locales/messages.tsx'
import { TextField } from '#client/ui/text-field.tsx'

export const shortestPassword = 12

interface NewPasswordFieldProps {
  value: string
  onChange: (value: string) => void
  error: string | null
  label?: string
}

/** Length is all that is asked; pasting from a password manager is welcome. */
export function NewPasswordField({ value, onChange, error, label }: NewPasswordFieldProps) {
  const { t } = useMessages()
  return (
    <TextField
      label={label ?? t('sign-in.password')}
      description={t('sign-in.passwordHelp', { count: shortestPassword })}
      type="password"
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}
