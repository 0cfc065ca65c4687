import { useBlocker } from '@tanstack/react-router'
import { useContext, useEffect } from 'react'
import { Holds, LeaveQuestion } from './dialog.tsx'

/**
 * There as long as something stands on the screen that would be lost: who closes the dialog around it, goes to another
 * screen, or closes the tab, is asked first.
 */
export function UnsavedWords() {
  const hold = useContext(Holds)
  useEffect(() => hold?.(), [hold])
  const blocker = useBlocker({ shouldBlockFn: () => true, enableBeforeUnload: true, withResolver: true })
  return (
    <LeaveQuestion
      isOpen={blocker.status === 'blocked'}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  )
}
