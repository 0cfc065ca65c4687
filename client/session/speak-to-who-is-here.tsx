import type { ReactNode } from 'react'
import { SpeakTo } from '#client/locales/messages.tsx'
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
  return <SpeakTo reader={isPupil ? 'pupil' : user ? 'adult' : 'anybody'}>{children}</SpeakTo>
}
