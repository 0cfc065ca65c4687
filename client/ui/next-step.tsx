import { type ReactNode, useRef } from 'react'
import { useTakesFocus } from './use-takes-focus.ts'

interface NextStepProps {
  /** Where one goes on. */
  wanted: string
  children: ReactNode
}

/** What takes the place of the step before it, with the keyboard. */
export function NextStep({ wanted, children }: NextStepProps) {
  const place = useRef<HTMLDivElement>(null)
  useTakesFocus(place, wanted)
  return <div ref={place}>{children}</div>
}
