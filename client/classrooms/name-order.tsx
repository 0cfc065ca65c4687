import { ArrowLeftRight } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { deviceStorage } from '#client/storage.ts'
import { Row } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { CheckedList, NameOrder } from '../data/classrooms.ts'

const storageKey = 'pasted-name-order'

/** How this teacher's lists are, as it was answered the last time. */
export function orderRemembered(): NameOrder | undefined {
  const kept = deviceStorage.get(storageKey)
  return kept === 'first_last' || kept === 'last_first' ? kept : undefined
}

export const rememberOrder = (order: NameOrder) => deviceStorage.set(storageKey, order)

const turned = { first_last: 'last_first', last_first: 'first_last' } as const

interface NameOrderQuestionProps {
  question: NonNullable<CheckedList['order']>
  isPending: boolean
  onTurn: (order: NameOrder) => void
}

/** A list that does not say which name is the first is shown as it was read, and turned round by one button. */
export function NameOrderQuestion({ question, isPending, onTurn }: NameOrderQuestionProps) {
  const { t } = useMessages()
  return (
    <Notice title={t('classrooms.orderTitle')}>
      <Row isSpread>
        <span>{t('classrooms.orderSentence', { ...question.example })}</span>
        <OnlineButton icon={ArrowLeftRight} isPending={isPending} onPress={() => onTurn(turned[question.is])}>
          {t('classrooms.orderTurn')}
        </OnlineButton>
      </Row>
    </Notice>
  )
}
