import { type ReactNode, useEffect } from 'react'
import { SpeakTo } from '#client/locales/messages.tsx'
import { askAtRest } from '#client/ui/at-rest.ts'
import { useSession } from './session.ts'

interface SpeakToWhoIsHereProps {
  /** The door that cards open: only pupils have one. */
  isCardDoor: boolean
  children: ReactNode
}

/** Pupils are told tu, adults vous: the session knows who reads. */
export function SpeakToWhoIsHere({ isCardDoor, children }: SpeakToWhoIsHereProps) {
  const { user } = useSession()
  const isPupil = isCardDoor || user?.kind === 'pupil'
  const reader = isPupil ? 'pupil' : user ? 'adult' : 'anybody'
  useEffect(() => {
    if (reader === 'adult') askAtRest(() => import('#client/locales/staff-errors.ts'))
  }, [reader])
  return <SpeakTo reader={reader}>{children}</SpeakTo>
}
