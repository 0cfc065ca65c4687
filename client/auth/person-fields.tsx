import { useMessages } from '#client/locales/messages.tsx'
import type { Problems } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { isTooShort, NewPasswordField } from './new-password-field.tsx'

export const emptyPerson = { displayName: '', email: '', password: '' }
type PersonForm = typeof emptyPerson

/** What is missing of them; `path` is where the server has them. */
export function usePersonProblems(path: string, { displayName, email, password }: PersonForm): Problems {
  const { t } = useMessages()
  return {
    [`${path}displayName`]: displayName.trim() === '' && t('auth.fillIn'),
    [`${path}email`]: email.trim() === '' && t('auth.fillIn'),
    [`${path}password`]: isTooShort(password) && t('errors.weak_password'),
  }
}

interface PersonFieldsProps {
  path: string
  value: PersonForm
  onChange: (change: Partial<PersonForm>) => void
}

/** Who somebody is that makes an account. */
export function PersonFields({ path, value, onChange }: PersonFieldsProps) {
  const { t } = useMessages()
  return (
    <Stack>
      <TextField
        path={`${path}displayName`}
        label={t('auth.yourName')}
        description={t('auth.yourNameHelp')}
        autoComplete="name"
        value={value.displayName}
        onChange={(displayName) => onChange({ displayName })}
      />
      <TextField
        path={`${path}email`}
        label={t('auth.email')}
        type="email"
        autoComplete="username"
        value={value.email}
        onChange={(email) => onChange({ email })}
      />
      <NewPasswordField
        path={`${path}password`}
        value={value.password}
        onChange={(password) => onChange({ password })}
      />
    </Stack>
  )
}
