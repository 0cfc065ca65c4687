import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useEnter } from '#client/session/session.ts'
import { TextLink } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { forgetLink, useLinkSecret } from './arrival.ts'
import { LinkError } from './link-error.tsx'
import { isTooShort, NewPasswordField } from './new-password-field.tsx'
import styles from './sign-in.module.css'

const look = (token: string) => call(api.api.recover.look.$post({ json: { token } }))
type Recovery = Awaited<ReturnType<typeof look>>['recovery']

/** A new password, by the link that an administrator made. */
export function RecoverPage() {
  const { t } = useMessages()
  const token = useLinkSecret('recover')
  return (
    <Sheet width="s">
      <ScreenTitle title={t('auth.recoverTitle')} />
      {token ? (
        <Found token={token} />
      ) : (
        <Notice tone="warn" title={t('auth.recoverOpenAgain')}>
          <TextLink href="/sign-in">{t('auth.signIn')}</TextLink>
        </Notice>
      )}
    </Sheet>
  )
}

function Found({ token }: { token: string }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ['recovery', token],
    queryFn: () => look(token),
    retry: false,
    staleTime: Infinity,
  })
  if (isPending) return <Skeleton count={4} />
  if (isError)
    return (
      <>
        <LinkError error={error} onRetry={() => void refetch()} askAgain={t('auth.recoverAskAgain')} />
        <TextLink href="/forgot">{t('auth.forgotLink')}</TextLink>
      </>
    )
  return <RecoverForm token={token} recovery={data.recovery} />
}

function RecoverForm({ token, recovery }: { token: string; recovery: Recovery }) {
  const { t, locale } = useMessages()
  const enter = useEnter()
  const router = useRouter()
  const [password, setPassword] = useState('')
  const confirm = useMutation({
    mutationFn: () => call(api.api.recover.confirm.$post({ json: { token, password } })),
    onSuccess: async ({ user }) => {
      await enter(user)
      forgetLink('recover')
      router.history.push('/')
    },
  })
  const { displayName: name, school, email, expiresAt } = recovery
  return (
    <Form
      className={styles.form}
      problems={{ password: isTooShort(password) && t('errors.weak_password') }}
      error={confirm.error}
      onSubmit={() => confirm.mutate()}
    >
      <p>{t('auth.recoverLead', { name, school })}</p>
      {confirm.isError && <ErrorState error={confirm.error} />}
      <TextField label={t('auth.email')} type="email" autoComplete="username" value={email} isReadOnly />
      <NewPasswordField path="password" label={t('auth.newPassword')} value={password} onChange={setPassword} />
      <p>{t('auth.recoverSentence', { when: formatMoment(expiresAt, locale) })}</p>
      <div className={styles.formActions}>
        <OnlineButton type="submit" variant="primary" size="l" isPending={confirm.isPending}>
          {t('auth.recoverSet')}
        </OnlineButton>
      </div>
    </Form>
  )
}
