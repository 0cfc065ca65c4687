import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useSession } from '#client/session/session.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import styles from './sign-in.module.css'

/** A link for a new password by mail; where no mail is sent, whom to ask. */
export function ForgotPage() {
  const { t } = useMessages()
  const { data } = useSession()
  const [email, setEmail] = useState('')
  const send = useMutation({
    mutationFn: () => call(api.api.recover.$post({ json: { email: email.trim() } })),
  })
  const isAsking = data?.sendsMail === true
  return (
    <Sheet width="s">
      <ScreenTitle title={t('auth.forgotTitle')} />
      {!isAsking && data && <p>{t('auth.forgot')}</p>}
      {isAsking && !send.isSuccess && (
        <Form
          className={styles.form}
          problems={{ email: email.trim() === '' && t('auth.fillIn') }}
          error={send.error}
          onSubmit={() => send.isPending || send.mutate()}
        >
          <p>{t('auth.forgotLead')}</p>
          {send.isError && <ErrorState error={send.error} />}
          <TextField
            path="email"
            label={t('auth.email')}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            autoFocus
          />
          <div className={styles.formActions}>
            <OnlineButton type="submit" variant="primary" size="l" isPending={send.isPending}>
              {t('auth.forgotSend')}
            </OnlineButton>
          </div>
        </Form>
      )}
      {send.isSuccess && <Sent email={email.trim()} onAgain={() => send.reset()} />}
      <div className={styles.aside}>
        <p>
          <TextLink href="/sign-in">{t('auth.backToSignIn')}</TextLink>
        </p>
      </div>
    </Sheet>
  )
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { t } = useMessages()
  return (
    <>
      <Notice tone="info" role="status" title={t('auth.forgotSentTitle')}>
        {t('auth.forgotSent', { email })}
      </Notice>
      <p>{t('auth.forgotOther')}</p>
      <div className={styles.formActions}>
        <Button onPress={onAgain}>{t('auth.forgotAgain')}</Button>
      </div>
    </>
  )
}
