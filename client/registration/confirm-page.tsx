import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { forgetLink, useLinkSecret } from '#client/auth/arrival.ts'
import { LinkError } from '#client/auth/link-error.tsx'
import { isTooShort, NewPasswordField } from '#client/auth/new-password-field.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useEnter } from '#client/session/session.ts'
import { TextLink } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Sheet, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'

const look = (token: string) => call(api.api.register.look.$post({ json: { token } }))
type Registration = Awaited<ReturnType<typeof look>>['registration']

/** Behind the link in the mail: a password, and the account is made. */
export function ConfirmPage() {
  const { t } = useMessages()
  const token = useLinkSecret('register')
  return (
    <Sheet width="s">
      <ScreenTitle title={t('registration.confirmTitle')} />
      {token ? (
        <Found token={token} />
      ) : (
        <Notice tone="warn" title={t('registration.openAgain')}>
          <TextLink href="/register">{t('registration.title')}</TextLink>
        </Notice>
      )}
    </Sheet>
  )
}

function Found({ token }: { token: string }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ['registration', token],
    queryFn: () => look(token),
    retry: false,
    staleTime: Infinity,
  })
  if (isPending) return <Skeleton count={4} />
  if (isError)
    return (
      <>
        <LinkError error={error} onRetry={() => void refetch()} askAgain={t('registration.askAgain')} />
        <p>
          <TextLink href="/register">{t('registration.title')}</TextLink>
        </p>
      </>
    )
  return <ConfirmForm token={token} registration={data.registration} />
}

function ConfirmForm({ token, registration }: { token: string; registration: Registration }) {
  const { t } = useMessages()
  const enter = useEnter()
  const router = useRouter()
  const [password, setPassword] = useState('')
  const confirm = useMutation({
    mutationFn: () => call(api.api.register.confirm.$post({ json: { token, password } })),
    onSuccess: async ({ user }) => {
      await enter(user)
      forgetLink('register')
      router.history.push('/')
    },
  })
  const { displayName, email, post, school } = registration
  return (
    <Form
      problems={{ password: isTooShort(password) && t('errors.weak_password') }}
      error={confirm.error}
      onSubmit={() => confirm.isPending || confirm.mutate()}
    >
      <Stack>
        <p>{t('registration.confirmLead', { displayName, post, name: school.name, town: school.town })}</p>
        {confirm.isError && <ErrorState error={confirm.error} />}
        <TextField label={t('auth.email')} type="email" autoComplete="username" value={email} isReadOnly />
        <NewPasswordField path="password" value={password} onChange={setPassword} />
        <p>{t('registration.confirmSentence')}</p>
        <Actions>
          <OnlineButton type="submit" variant="primary" size="l" isPending={confirm.isPending}>
            {t('registration.confirm')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Form>
  )
}
