import { useRef, useState } from 'react'
import { detect, type IsPhone, numbersIn } from '#collab/detector/detect.ts'
import type { FindingKind } from '#collab/detector/patterns.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'

/** Where what knows all numbers cannot be had, what begins like one counts as one. */
const looksLikeOne: IsPhone = (digits) => /^(?:\+|\(?0)/.test(digits)

/** What knows the numbers of all countries is large: it comes with the first text that has digits enough. */
const loadIsPhone = (): Promise<IsPhone> =>
  import('#collab/detector/phones.ts').then(
    ({ isPhone }) => isPhone,
    () => looksLikeOne,
  )

interface Held {
  text: string
  found: FindingKind[]
  send: () => void
}

interface GiveawayOptions {
  /** Whether other pupils read it. */
  isAsked?: boolean
  /** Where one changes it. */
  onChange?: () => void
}

/**
 * Before something goes that pupils read: says once what it gives away, and lets its pupil change it or send it all the
 * same. Nothing is stopped, and grown-ups are not asked.
 */
export function useGiveaway({ isAsked = true, onChange }: GiveawayOptions = {}) {
  const user = useUser()
  const [held, setHeld] = useState<Held | null>(null)
  /** Asked of the last text alone: an answer that comes late is of words that are no more. */
  const turn = useRef(0)
  const judge = (text: string, send: () => void, isPhone: IsPhone) => {
    const found = detect(text, user.school.countryCode, isPhone)
    if (found.length === 0) return send()
    setHeld({ text, found, send })
    return undefined
  }
  const guard = (text: string, send: () => void) => {
    if (user.kind !== 'pupil' || !isAsked) return send()
    // Enter pressed twice is no answer.
    if (held?.text === text) return undefined
    turn.current += 1
    const mine = turn.current
    if (numbersIn(text).length === 0) return judge(text, send, looksLikeOne)
    return void loadIsPhone().then((isPhone) => turn.current === mine && judge(text, send, isPhone))
  }
  const change = () => {
    setHeld(null)
    onChange?.()
  }
  const sendAnyway = () => {
    setHeld(null)
    held?.send()
  }
  const element = (
    <div role="status">{held && <Giveaway found={held.found} onChange={change} onSend={sendAnyway} />}</div>
  )
  /** The words are others now. */
  const settle = () => {
    turn.current += 1
    setHeld(null)
  }
  return { guard, element, settle }
}

interface GiveawayProps {
  found: readonly FindingKind[]
  onChange: () => void
  onSend: () => void
}

function Giveaway({ found, onChange, onSend }: GiveawayProps) {
  const { t } = useMessages()
  const [kind] = found
  return (
    <Notice
      tone="warn"
      action={
        <>
          <Button variant="primary" onPress={onChange}>
            {t('detector.change')}
          </Button>
          <Button onPress={onSend}>{t('detector.sendAnyway')}</Button>
        </>
      }
    >
      {t('detector.looksLike', { kind: kind ?? 'other' })} {t('detector.othersRead')}
    </Notice>
  )
}
