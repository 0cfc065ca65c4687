import { useMessages } from '#client/locales/messages.tsx'
import type { FieldWords } from '#client/ui/field-parts.tsx'
import { TextField } from '#client/ui/text-field.tsx'

const shortest = 12

/** What the server would refuse: told before it is asked. */
export const isTooShort = (password: string) => password.length < shortest

interface NewPasswordFieldProps extends Pick<FieldWords, 'path' | 'error'> {
  value: string
  onChange: (value: string) => void
  label?: string
}

/** Length is all that is asked; pasting from a password manager is welcome. */
export function NewPasswordField({ label, ...field }: NewPasswordFieldProps) {
  const { t } = useMessages()
  return (
    <TextField
      {...field}
      label={label ?? t('auth.password')}
      description={t('auth.passwordHelp', { count: shortest })}
      type="password"
      autoComplete="new-password"
    />
  )
}
