import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useEnter, useSession } from '#client/session/session.ts'
import { leave } from '#client/session/use-sign-out.ts'
import { Sheet } from '#client/ui/layout.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { takeWantedPlace, useFragmentSecret } from './arrival.ts'
import { CardForm } from './card-form.tsx'
import { ConfirmPerson } from './confirm-person.tsx'
import { ShapeStep } from './shape-step.tsx'

interface Card {
  card: string
  isSharedDevice?: boolean
}

/** Card in, name confirmed, shape chosen: then the day. The secret of the QR code is used at once. */
export function JoinPage() {
  const { t } = useMessages()
  const router = useRouter()
  const enter = useEnter()
  const { user } = useSession()
  const secret = useFragmentSecret()
  const [isConfirmed, setIsConfirmed] = useState(false)
  const signIn = useMutation({
    mutationFn: async (card: Card) => {
      // The machine may still be another pupil's: they leave first, and not while their words are only here.
      if (user) await leave(user)
      return call(api.api.session.$post({ json: card }))
    },
    onSuccess: (answer) => enter(answer.user),
  })
  const { mutate } = signIn
  useEffect(() => {
    if (secret) mutate({ card: secret })
  }, [secret, mutate])
  const go = () => router.history.push(takeWantedPlace())

  if (signIn.isPending && secret)
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
      <CardForm isPending={signIn.isPending} onCard={(card, isSharedDevice) => mutate({ card, isSharedDevice })} />
    </Sheet>
  )
}
