import { useMutation } from '@tanstack/react-query'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import type { SessionView } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { askForPasskey, canUsePasskeys } from './passkeys.ts'
import styles from './sign-in.module.css'
import type { SecondStepKind } from './use-sign-in.ts'

const doors = api.api.session['second-step']

const ways = ['totp', 'passkey', 'recovery'] as const
type Way = (typeof ways)[number]

interface SecondStepProps {
  /** What this person brings besides the password. */
  kinds: readonly SecondStepKind[]
  onEntered: (user: SessionView) => Promise<void>
  /** Begins anew with the password. */
  onBack: () => void
}

/** The password was right: a code, a passkey or a recovery code is asked for. */
export function SecondStep({ kinds, onEntered, onBack }: SecondStepProps) {
  const { t } = useMessages()
  const possible = ways.filter((way) => way === 'recovery' || (kinds.includes(way) && isPossible(way)))
  const [way, setWay] = useState<Way>(possible[0] ?? 'recovery')
  return (
    <>
      <ScreenTitle title={t('authenticators.stepTitle')} />
      {way === 'passkey' ? <ByPasskey onEntered={onEntered} /> : <ByCode key={way} way={way} onEntered={onEntered} />}
      <div className={styles.aside}>
        <Stack gap="s">
          <div className={styles.formActions}>
            {possible
              .filter((one) => one !== way)
              .map((one) => (
                <Button key={one} variant="quiet" onPress={() => setWay(one)}>
                  {t(`authenticators.instead_${one}`)}
                </Button>
              ))}
            <Button variant="quiet" onPress={onBack}>
              {t('authenticators.startAgain')}
            </Button>
          </div>
          <p>{t('authenticators.stepLost')}</p>
        </Stack>
      </div>
    </>
  )
}

const isPossible = (way: Way) => way !== 'passkey' || canUsePasskeys()

const digits = (typed: string) => typed.replaceAll(/\D/g, '').slice(0, 6)

interface ByCodeProps extends Pick<SecondStepProps, 'onEntered'> {
  way: 'totp' | 'recovery'
}

function ByCode({ way, onEntered }: ByCodeProps) {
  const { t } = useMessages()
  const [code, setCode] = useState('')
  const isRecovery = way === 'recovery'
  const take = useMutation({
    mutationFn: () => call(doors.$post({ json: isRecovery ? { recoveryCode: code } : { code } })),
    onSuccess: ({ user }) => onEntered(user),
  })
  const isShort = isRecovery ? code.replaceAll(/[^\p{L}\d]/gu, '').length !== 12 : code.length !== 6
  return (
    <Form
      className={styles.form}
      problems={{ code: isShort && t(`authenticators.short_${way}`) }}
      error={take.error}
      onSubmit={() => take.isPending || take.mutate()}
    >
      {take.isError && <ErrorState error={take.error} />}
      <TextField
        path="code"
        label={t(`authenticators.label_${way}`)}
        description={t(`authenticators.help_${way}`)}
        value={code}
        onChange={(typed) => setCode(isRecovery ? typed : digits(typed))}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        spellCheck="false"
        isCode
        autoFocus
      />
      <div className={styles.formActions}>
        <OnlineButton type="submit" variant="primary" size="l" isPending={take.isPending}>
          {t('auth.signIn')}
        </OnlineButton>
      </div>
    </Form>
  )
}

function ByPasskey({ onEntered }: Pick<SecondStepProps, 'onEntered'>) {
  const { t } = useMessages()
  const take = useMutation({
    mutationFn: async () => {
      const { options } = await call(doors.passkey.$post())
      const passkey = await askForPasskey(options)
      return passkey && call(doors.$post({ json: { passkey } }))
    },
    onSuccess: (entered) => entered && onEntered(entered.user),
  })
  return (
    <div className={styles.form}>
      <p>{t('authenticators.help_passkey')}</p>
      {take.isError && <ErrorState error={take.error} />}
      {take.data === null && (
        <Notice role="status" title={t('authenticators.givenUp')}>
          {t('authenticators.givenUpDo')}
        </Notice>
      )}
      <div className={styles.formActions}>
        <OnlineButton
          variant="primary"
          size="l"
          icon={Fingerprint}
          isPending={take.isPending}
          onPress={() => take.mutate()}
        >
          {t('authenticators.usePasskey')}
        </OnlineButton>
      </div>
    </div>
  )
}
