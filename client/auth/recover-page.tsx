import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { type SessionView, useEnter } from '#client/session/session.ts'
import { TextLink } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { forgetLink, useLinkSecret } from './arrival.ts'
import { SecondStep } from './later-second-step.tsx'
import { LinkError } from './link-error.tsx'
import { isTooShort, NewPasswordField } from './new-password-field.tsx'
import styles from './sign-in.module.css'
import type { SecondStepKind } from './use-sign-in.ts'

const look = (token: string) => call(api.api.recover.look.$post({ json: { token } }))
type Recovery = Awaited<ReturnType<typeof look>>['recovery']

/** A new password, by the link that an administrator made. */
export function RecoverPage() {
  const { t } = useMessages()
  const token = useLinkSecret('recover')
  const enter = useEnter()
  const router = useRouter()
  const [kinds, setKinds] = useState<readonly SecondStepKind[] | null>(null)
  const onEntered = async (user: SessionView) => {
    await enter(user)
    router.history.push('/')
  }
  if (kinds)
    return (
      <Sheet width="s">
        <SecondStep kinds={kinds} onEntered={onEntered} onBack={() => router.history.push('/sign-in')} />
      </Sheet>
    )
  return (
    <Sheet width="s">
      <ScreenTitle title={t('auth.recoverTitle')} />
      {token ? (
        <Found token={token} onEntered={onEntered} onSecondStep={setKinds} />
      ) : (
        <Notice tone="warn" title={t('auth.recoverOpenAgain')}>
          <TextLink href="/sign-in">{t('auth.signIn')}</TextLink>
        </Notice>
      )}
    </Sheet>
  )
}

interface FoundProps {
  token: string
  onEntered: (user: SessionView) => Promise<void>
  /** The link stood for the password alone. */
  onSecondStep: (kinds: readonly SecondStepKind[]) => void
}

function Found({ token, ...next }: FoundProps) {
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
  return <RecoverForm token={token} recovery={data.recovery} {...next} />
}

function RecoverForm({ token, recovery, onEntered, onSecondStep }: FoundProps & { recovery: Recovery }) {
  const { t, locale } = useMessages()
  const [password, setPassword] = useState('')
  const confirm = useMutation({
    mutationFn: () => call(api.api.recover.confirm.$post({ json: { token, password } })),
    onSuccess: async ({ user, secondStep }) => {
      if (user) await onEntered(user)
      else onSecondStep(secondStep ?? [])
      forgetLink('recover')
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
      {recovery.endsSecondStep && <p>{t('auth.recoverEndsSecondStep')}</p>}
      <div className={styles.formActions}>
        <OnlineButton type="submit" variant="primary" size="l" isPending={confirm.isPending}>
          {t('auth.recoverSet')}
        </OnlineButton>
      </div>
    </Form>
  )
}
