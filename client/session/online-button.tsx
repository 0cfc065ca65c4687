import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from './strips.tsx'
import { Button } from '#client/ui/button.tsx'
import type { ButtonProps } from '#client/ui/button.tsx'

interface OnlineButtonProps extends Omit<ButtonProps, 'children'> {
  children: string
  /** Whom it is about, for the ear, where several say the same. */
  whom?: string
}

/** A button for what only the server can do: without a network it is off and its label says why. */
export function OnlineButton({ children, whom, isDisabled = false, ...props }: OnlineButtonProps) {
  const { t } = useMessages()
  const isOffline = useIsOffline()
  return (
    <Button {...props} isDisabled={isDisabled || isOffline}>
      {isOffline ? t('projects.needsNetwork', { action: children }) : children}
      {whom !== undefined && <span className="visually-hidden"> {whom}</span>}
    </Button>
  )
}
