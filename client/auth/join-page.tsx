import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useEnter, useSession } from '#client/session/session.ts'
import { leave } from '#client/session/use-sign-out.ts'
import { Sheet } from '#client/ui/layout.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { takeWantedPlace, useFragmentSecret } from './arrival.ts'
import { CardForm } from './card-form.tsx'
import { ConfirmPerson } from './confirm-person.tsx'
import { SumUnderWay } from './later-sum.tsx'
import { ShapeStep } from './shape-step.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Card in, name confirmed, shape chosen: then the day. The secret of the QR code is used at once. */
export function JoinPage() {
  const { t } = useMessages()
  const router = useRouter()
  const enter = useEnter()
  const { user } = useSession()
  const secret = useFragmentSecret()
  const [isConfirmed, setIsConfirmed] = useState(false)
  const signIn = useSignIn({
    // The machine may still be another pupil's: they leave first, and not while their words are only here.
    before: async () => {
      if (user) await leave(user)
    },
    onEntered: enter,
  })
  const { mutate } = signIn
  // A code that is typed after a link that let nobody in stays where it was typed.
  const asked = signIn.variables
  const isReading =
    signIn.isPending && secret !== null && asked !== undefined && 'card' in asked && asked.card === secret
  useEffect(() => {
    if (secret) mutate({ card: secret })
  }, [secret, mutate])
  const go = () => router.history.push(takeWantedPlace())

  if (isReading)
    return (
      <Sheet width="s">
        <ScreenTitle title={t('auth.reading')} />
        <Skeleton count={2} />
      </Sheet>
    )
  if (user && !signIn.isError) {
    if (!isConfirmed)
      return (
        <ConfirmPerson
          user={user}
          onYes={() => (user.shape === null ? setIsConfirmed(true) : go())}
          onNo={() => signIn.reset()}
        />
      )
    return <ShapeStep user={user} onDone={go} />
  }
  return (
    <Sheet width="s">
      <ScreenTitle title={t('auth.cardTitle')} />
      {signIn.isError && <ErrorState error={signIn.error} />}
      <SumUnderWay sum={signIn.sum} />
      <CardForm
        isPending={signIn.isPending}
        onCard={(card, isSharedDevice) => signIn.isPending || mutate({ card, isSharedDevice })}
      />
    </Sheet>
  )
}
