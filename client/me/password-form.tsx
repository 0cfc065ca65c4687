import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { isTooShort, NewPasswordField } from '#client/auth/new-password-field.tsx'
import { Button } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Card } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { ApiError } from '#client/api.ts'
import styles from './me.module.css'

export function PasswordForm() {
  const { t } = useMessages()
  const errorText = useErrorText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => call(api.api.me.password.$post({ json: { current, next } })),
    onSuccess: () => {
      setCurrent('')
      setNext('')
      toast(t('me.passwordChanged'))
    },
  })
  const error = change.isError ? errorText(change.error).text : null
  const isCurrentWrong = change.error instanceof ApiError && change.error.reason === 'wrong_password'
  return (
    <Card title={t('me.password')}>
      <Form
        className={styles.form}
        problems={{ next: isTooShort(next) && t('errors.weak_password') }}
        error={change.error}
        onSubmit={() => current && change.mutate()}
      >
        <TextField
          path="current"
          label={t('me.currentPassword')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={isCurrentWrong ? t('me.currentWrong') : null}
        />
        <NewPasswordField
          path="next"
          label={t('me.newPassword')}
          value={next}
          onChange={setNext}
          error={isCurrentWrong ? null : error}
        />
        <div>
          <Button type="submit" isPending={change.isPending} isDisabled={!current || !next}>
            {t('me.changePassword')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
