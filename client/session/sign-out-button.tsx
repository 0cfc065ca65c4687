import { useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import type { ButtonVariant } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useErrorText } from '#client/locales/error-text.ts'
import { UnsentError } from '../live/unsent-error.ts'
import { useSignOut } from './use-sign-out.ts'

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
      <Dialog
        title={t('app.unsentTitle')}
        role="alertdialog"
        size="s"
        isOpen={unsent > 0}
        onOpenChange={() => signOut.reset()}
      >
        <p>{t('app.unsentBody', { count: unsent })}</p>
        <Actions>
          <Button variant="primary" onPress={onPress} isPending={signOut.isPending}>
            {t('ui.tryAgain')}
          </Button>
          <Button onPress={() => signOut.reset()}>{t('app.stay')}</Button>
        </Actions>
      </Dialog>
    </>
  )
}
