import { useMutation } from '@tanstack/react-query'
import { Fingerprint } from 'lucide-react'
import { useEffect } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { SessionView } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { askForPasskey, canBeFilledIn, canUsePasskeys, type PasskeyAnswer, stopAsking } from './passkeys.ts'

const doors = api.api.session.passkey

async function ask(isQuiet: boolean) {
  const { options } = await call(doors.$post())
  return askForPasskey(options, { isQuiet })
}

interface PasskeySignInProps {
  onEntered: (user: SessionView) => Promise<void>
}

/** The whole sign-in by a passkey: by its button, or chosen among what the browser fills in. */
export function PasskeySignIn(props: PasskeySignInProps) {
  return canUsePasskeys() ? <PasskeyButton {...props} /> : null
}

function PasskeyButton({ onEntered }: PasskeySignInProps) {
  const { t } = useMessages()
  const enter = useMutation({
    /** What was chosen already, or else the browser's window opens. */
    mutationFn: async (chosen: PasskeyAnswer | null) => {
      const passkey = chosen ?? (await ask(false))
      return passkey && call(doors.confirm.$post({ json: { passkey } }))
    },
    onSuccess: (entered) => entered && onEntered(entered.user),
  })
  useOffered(enter.mutate)
  return (
    <>
      <Button size="l" icon={Fingerprint} isPending={enter.isPending} onPress={() => enter.mutate(null)}>
        {t('authenticators.signIn')}
      </Button>
      {enter.data === null && (
        <Notice role="status" title={t('authenticators.givenUp')}>
          {t('authenticators.givenUpDo')}
        </Notice>
      )}
      {enter.isError && <ErrorState error={enter.error} />}
    </>
  )
}

/** Offers passkeys among what the browser fills in. Where that fails, there is the button. */
function useOffered(onChosen: (passkey: PasskeyAnswer) => void) {
  const chosen = useLatest(onChosen)
  useEffect(() => {
    let isGone = false
    const offer = async () => {
      const passkey = (await canBeFilledIn()) && !isGone ? await ask(true) : null
      if (passkey && !isGone) chosen.current(passkey)
    }
    offer().catch(() => undefined)
    return () => {
      isGone = true
      stopAsking().catch(() => undefined)
    }
  }, [chosen])
}
