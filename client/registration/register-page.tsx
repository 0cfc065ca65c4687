import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Sheet, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { BroughtStep } from './brought-step.tsx'
import { type Draft, emptyDraft } from './draft.ts'
import { SchoolStep } from './school-step.tsx'
import { useRegister, useSignUp } from './use-register.ts'
import { YouStep } from './you-step.tsx'

/** A teacher comes by themselves: their school, who they are, and a look into their mail. */
export function RegisterPage() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useSignUp()
  return (
    <Sheet width="s">
      {isPending && <Skeleton count={4} />}
      {isError && (
        <>
          <ScreenTitle title={t('registration.title')} />
          <ErrorState error={error} onRetry={() => void refetch()} />
        </>
      )}
      {data && !(data.sendsMail && data.countries.length > 0) && <ByInvitation sendsMail={data.sendsMail} />}
      {data?.sendsMail && data.countries.length > 0 && (
        <Steps countries={data.countries.map(({ countryCode }) => countryCode)} />
      )}
      <p>
        <TextLink href="/sign-in">{t('auth.backToSignIn')}</TextLink>
      </p>
    </Sheet>
  )
}

/** Not open here: said, with the way that is. */
function ByInvitation({ sendsMail }: { sendsMail: boolean }) {
  const { t } = useMessages()
  return (
    <>
      <ScreenTitle title={t('registration.title')} />
      <Notice title={t('registration.byInvitation')}>
        {t(sendsMail ? 'registration.notOpen' : 'registration.noMail')}
      </Notice>
      <p>{t('registration.askColleague')}</p>
    </>
  )
}

type Step = 'school' | 'brought' | 'you' | 'sent'
const numberOf = { school: 1, brought: 1, you: 2, sent: 3 } as const satisfies Record<Step, number>

function Steps({ countries }: { countries: readonly string[] }) {
  const { t, locale } = useMessages()
  const [step, setStep] = useState<Step>('school')
  const [draft, setDraft] = useState<Draft>({
    ...emptyDraft,
    country: countries.length === 1 ? (countries[0] ?? '') : '',
  })
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }))
  const register = useRegister(locale)
  const bring = () => {
    change({ school: null, brought: { ...draft.brought, country: draft.country } })
    setStep('brought')
  }
  return (
    <Stack gap="l">
      <header>
        <p>{t('registration.step', { step: numberOf[step] })}</p>
        <ScreenTitle key={step} title={t(`registration.step_${step}`)} />
      </header>
      {step === 'school' && (
        <SchoolStep
          countries={countries}
          draft={draft}
          onChange={change}
          onBring={bring}
          onChosen={(school) => {
            change({ school })
            setStep('you')
          }}
        />
      )}
      {step === 'brought' && (
        <BroughtStep
          brought={draft.brought}
          onChange={(next) => change({ brought: { ...draft.brought, ...next } })}
          onBack={() => setStep('school')}
          onNext={() => setStep('you')}
        />
      )}
      {step === 'you' && (
        <YouStep
          draft={draft}
          register={register}
          onChange={(next) => change({ person: { ...draft.person, ...next } })}
          onBack={() => setStep(draft.school === null ? 'brought' : 'school')}
          onSend={() => register.isPending || register.mutate(draft, { onSuccess: () => setStep('sent') })}
        />
      )}
      {step === 'sent' && <Sent email={draft.person.email.trim()} onAgain={() => setStep('you')} />}
    </Stack>
  )
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { t } = useMessages()
  return (
    <>
      <Notice tone="info" role="status" title={t('registration.sentTitle')}>
        {t('registration.sent', { email })}
      </Notice>
      <p>{t('registration.sentLater')}</p>
      <Actions>
        <Button onPress={onAgain}>{t('auth.forgotAgain')}</Button>
      </Actions>
    </>
  )
}
