import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import {
  type AdultMessage,
  type ConversationPage as Page,
  conversationQuery,
  useHearsBell,
  useReadConversation,
} from '#client/data/contacts.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { bringIntoSight } from '#client/ui/in-sight.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { ContactDeeds } from './contact-deeds.tsx'
import { Message } from './message.tsx'
import { usePersonName, usePlaceWords } from './person-words.ts'
import styles from './contacts.module.css'
import { Write } from './write.tsx'

/** What two teachers write to each other. */
export function ConversationPage() {
  const { t } = useMessages()
  const conversationId = useParam('conversationId')
  useHearsBell()
  const list = useInfiniteQuery(conversationQuery(conversationId))
  const { data, isPending, isError, error, refetch } = list
  const [nameOf, placeOf] = [usePersonName(), usePlaceWords()]
  const here = data?.pages[0]?.conversation
  const messages = (data?.pages ?? []).flatMap((page) => page.messages).toReversed()
  useMarksRead(conversationId, messages.at(-1))
  return (
    <>
      <PageHeading
        title={here ? nameOf(here.other) : t('contacts.conversation')}
        back={{ href: '/network/contacts', label: t('contacts.title') }}
        lead={here && <bdi>{placeOf(here.other)}</bdi>}
      />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {here && (
        <Stack gap="l">
          <p className={styles.quiet}>{t('contacts.conversationLead')}</p>
          <MoreButton list={list} label={t('contacts.older')} />
          <Said messages={messages} conversation={here} />
          {here.mayWrite ? (
            <Write key={conversationId} conversationId={conversationId} />
          ) : (
            <p>{t('contacts.cannotWrite')}</p>
          )}
          {here.other.id !== null && (
            <ContactDeeds person={{ id: here.other.id, standing: here.other.standing }} name={nameOf(here.other)} />
          )}
        </Stack>
      )}
    </>
  )
}

/** What is on the screen is read, each time that something comes after it. */
function useMarksRead(conversationId: string, last: AdultMessage | undefined) {
  const { mutate } = useReadConversation(conversationId)
  const number = last?.number
  useEffect(() => {
    if (number !== undefined) mutate(number)
  }, [mutate, number])
}

/** A conversation is looked at from its end, and follows what comes; who reads what was earlier is left there. */
function useLastInSight(lastId: string | undefined) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (lastId !== undefined && end.current) bringIntoSight(end.current.getBoundingClientRect())
  }, [lastId])
  return end
}

function Said({ messages, conversation }: { messages: AdultMessage[]; conversation: Page['conversation'] }) {
  const { t } = useMessages()
  const name = usePersonName()(conversation.other)
  const end = useLastInSight(messages.at(-1)?.id)
  if (messages.length === 0) return <p>{t('contacts.nothingSaid')}</p>
  return (
    <div role="log" aria-label={t('contacts.conversation')} className={styles.said}>
      {messages.map((message) => (
        <Message key={message.id} conversationId={conversation.id} message={message} name={name} />
      ))}
      <div ref={end} />
    </div>
  )
}
