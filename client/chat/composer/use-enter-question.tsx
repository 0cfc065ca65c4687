import { useId, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import styles from './composer.module.css'
import { useEnterSends } from './use-enter-sends.ts'

function EnterQuestion({ onAnswer }: { onAnswer: (enterSends: boolean) => void }) {
  const { t } = useMessages()
  const questionId = useId()
  return (
    <div role="group" aria-labelledby={questionId} className={styles.question}>
      <p id={questionId}>{t('chat.enterAsk')}</p>
      <Button onPress={() => onAnswer(true)}>{t('chat.enterAskSend')}</Button>
      <Button onPress={() => onAnswer(false)}>{t('chat.enterAskBreak')}</Button>
    </div>
  )
}

/** What Enter does is asked once on a device, where one writes, below the first line that it has begun there. */
export function useEnterQuestion(onAnswered: () => void) {
  const { isChosen, setEnterSends } = useEnterSends()
  const [isAsked, setIsAsked] = useState(false)
  const isOpen = isAsked && !isChosen
  const answer = (enterSends: boolean) => {
    setEnterSends(enterSends)
    onAnswered()
  }
  return {
    ask: () => setIsAsked(true),
    /** Who sends without an answer knows how to: it stays as it is, and is not asked again. */
    settle: () => {
      if (isOpen) setEnterSends(false)
    },
    element: <div role="status">{isOpen && <EnterQuestion onAnswer={answer} />}</div>,
  }
}
