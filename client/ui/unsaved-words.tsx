import { useBlocker } from '@tanstack/react-router'
import { useContext, useEffect, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { ConfirmDialog, Holds } from './dialog.tsx'

/**
 * There as long as something stands on the screen that would be lost: who closes the dialog around it, goes to another
 * screen, or closes the tab, is asked first.
 */
export function UnsavedWords() {
  const hold = useContext(Holds)
  const [close, setClose] = useState<(() => void) | null>(null)
  useEffect(() => hold?.((closing) => setClose(() => closing)), [hold])
  const blocker = useBlocker({ shouldBlockFn: () => true, enableBeforeUnload: true, withResolver: true })
  const stay = () => {
    setClose(null)
    blocker.reset?.()
  }
  return (
    <LeaveQuestion
      isOpen={close !== null || blocker.status === 'blocked'}
      onStay={stay}
      onLeave={() => (close ?? blocker.proceed)?.()}
    />
  )
}

interface LeaveProps {
  isOpen: boolean
  onStay: () => void
  onLeave: () => void
  /** What is not saved, where there is more to say than that it is not. */
  words?: string
}

/** Asks before what was written is lost. */
export function LeaveQuestion({ isOpen, onStay, onLeave, words }: LeaveProps) {
  const { t } = useMessages()
  return (
    <ConfirmDialog
      title={t('ui.leaveTitle')}
      confirmLabel={t('ui.leave')}
      cancelLabel={t('ui.stay')}
      isDanger
      isOpen={isOpen}
      onOpenChange={(next) => next || onStay()}
      onConfirm={onLeave}
    >
      <p>{words ?? t('ui.leaveWords')}</p>
    </ConfirmDialog>
  )
}
