import { useNavigate } from '@tanstack/react-router'
import { later } from '#client/ui/later.tsx'
import { LogOut } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import type { ButtonVariant } from '#client/ui/button.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useErrorText } from '#client/locales/error-text.ts'
import { UnsentError } from '../live/unsent-error.ts'
import { useSignOut } from './use-sign-out.ts'

const loadDialog = () => import('./unsent-dialog.tsx').then((module) => module.UnsentDialog)
const UnsentDialog = later(loadDialog)
/** When the screen stands: whoever needs it later may have no line. */
const laterMs = 3_000

interface SignOutButtonProps {
  variant?: ButtonVariant
  isWide?: boolean
  isEverywhere?: boolean
}

/** On every signed-in screen. Refuses, and says why, while words are on this device only. */
export function SignOutButton({ variant = 'secondary', isWide = false, isEverywhere = false }: SignOutButtonProps) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const unsent = signOut.error instanceof UnsentError ? signOut.error.count : 0
  useEffect(() => {
    const timer = setTimeout(() => void loadDialog().catch(() => {}), laterMs)
    return () => clearTimeout(timer)
  }, [])
  const onPress = () =>
    signOut.mutate(
      { isEverywhere },
      {
        onSuccess: () => void navigate({ to: '/' }),
        onError: (error) => {
          if (!(error instanceof UnsentError)) toast(errorText(error).text, { tone: 'problem' })
        },
      },
    )
  return (
    <>
      <Button variant={variant} icon={LogOut} isWide={isWide} isPending={signOut.isPending} onPress={onPress}>
        {isEverywhere ? t('app.signOutEverywhere') : t('app.signOut')}
      </Button>
      <Suspense fallback={null}>
        {unsent > 0 && (
          <UnsentDialog
            count={unsent}
            isPending={signOut.isPending}
            onTryAgain={onPress}
            onStay={() => signOut.reset()}
          />
        )}
      </Suspense>
    </>
  )
}
