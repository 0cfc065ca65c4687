import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import type { ComponentProps } from 'react'

interface SendButtonProps extends ComponentProps<typeof OnlineButton> {
  /** What is chosen stays on this device for now, so that no line is needed. */
  isLocal: boolean
}

export const SendButton = ({ isLocal, ...props }: SendButtonProps) =>
  isLocal ? <Button {...props} /> : <OnlineButton {...props} />
