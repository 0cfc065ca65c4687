import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { type SessionView, useEnter, useSession } from '#client/session/session.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Form } from '#client/ui/form.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { takeWantedPlace } from './arrival.ts'
import { PasskeySignIn, SecondStep } from './later-second-step.tsx'
import { SumUnderWay } from './later-sum.tsx'
import styles from './sign-in.module.css'
import { type SecondStepKind, useSignIn } from './use-sign-in.ts'

/** Teachers and school staff. */
export function StaffSignInPage() {
  const { t } = useMessages()
  const router = useRouter()
  const enter = useEnter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isSharedDevice, setIsShared] = useState(false)
  const [kinds, setKinds] = useState<readonly SecondStepKind[] | null>(null)
  const onEntered = async (user: SessionView) => {
    await enter(user)
    router.history.push(takeWantedPlace())
  }
  const signIn = useSignIn({ onEntered, onSecondStep: setKinds })
  const problems = {
    email: email.trim() === '' && t('auth.fillIn'),
    password: password === '' && t('auth.fillIn'),
  }
  if (kinds)
    return (
      <Sheet width="s">
        <SecondStep kinds={kinds} onEntered={onEntered} onBack={() => setKinds(null)} />
      </Sheet>
    )
  return (
    <Sheet width="s">
      <ScreenTitle title={t('auth.staffTitle')} />
      {signIn.isError && <ErrorState error={signIn.error} />}
      <SumUnderWay sum={signIn.sum} />
      <Form
        className={styles.form}
        problems={problems}
        error={signIn.error}
        onSubmit={() => signIn.isPending || signIn.mutate({ email: email.trim(), password, isSharedDevice })}
      >
        <TextField
          path="email"
          label={t('auth.email')}
          type="email"
          name="email"
          autoComplete="username webauthn"
          value={email}
          onChange={setEmail}
          autoFocus
        />
        <TextField
          path="password"
          label={t('auth.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Checkbox isSelected={isSharedDevice} onChange={setIsShared} description={t('auth.sharedHelp')}>
          {t('auth.shared')}
        </Checkbox>
        <div className={styles.formActions}>
          <Button type="submit" variant="primary" size="l" isPending={signIn.isPending}>
            {t('auth.signIn')}
          </Button>
          {!isSharedDevice && <PasskeySignIn onEntered={onEntered} />}
        </div>
      </Form>
      <OtherWays />
    </Sheet>
  )
}

/** For whoever has no password here, or not any more. */
function OtherWays() {
  const { t } = useMessages()
  const { data } = useSession()
  return (
    <div className={styles.aside}>
      {data?.hasSignUp && (
        <p>
          <TextLink href="/register">{t('auth.registerLink')}</TextLink>
        </p>
      )}
      <p>
        <TextLink href="/forgot">{t('auth.forgotLink')}</TextLink>
      </p>
      <p>
        <TextLink href="/join">{t('auth.haveCard')}</TextLink>
      </p>
      <p>
        <TextLink href="/connection-test">{t('auth.testConnection')}</TextLink>
      </p>
    </div>
  )
}
