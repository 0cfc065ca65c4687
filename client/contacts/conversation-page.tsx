import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
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
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { useLatest } from '#client/ui/use-latest.ts'
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
  useMarksRead(
    conversationId,
    messages.findLast(({ isMine }) => !isMine),
  )
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
          <p className={styles.quiet}>
            {t('contacts.conversationLead')} {t('contacts.kept')}
          </p>
          <MoreButton list={list} label={t('contacts.older')} />
          <Said messages={messages} conversation={here} />
          <div key={conversationId}>
            <Write conversationId={conversationId} mayWrite={here.mayWrite} />
            <End last={messages.at(-1)} />
          </div>
          {here.other.id !== null && (
            <ContactDeeds person={{ id: here.other.id, standing: here.other.standing }} name={nameOf(here.other)} />
          )}
        </Stack>
      )}
    </>
  )
}

/** What the other wrote is read when it is on the screen. */
function useMarksRead(conversationId: string, last: AdultMessage | undefined) {
  const { mutate } = useReadConversation(conversationId)
  const number = last?.number
  useEffect(() => {
    if (number !== undefined) mutate(number)
  }, [mutate, number])
}

/**
 * A conversation is looked at from its end, where one writes, and is there again when one has written. It follows what the
 * other writes; who reads what was earlier is left there.
 */
function End({ last }: { last: AdultMessage | undefined }) {
  const router = useRouter()
  const end = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const [lastId, isMine] = [last?.id, last?.isMine === true]
  const show = () => end.current && bringIntoSight(end.current.getBoundingClientRect())
  const latest = useLatest(show)
  useEffect(() => {
    const note = () => {
      isAtEnd.current = (end.current?.getBoundingClientRect().top ?? 0) <= globalThis.innerHeight
    }
    addEventListener('scroll', note, { passive: true })
    // What is known already is drawn before the router goes to the top of a new screen.
    const forget = router.subscribe('onRendered', ({ pathChanged }) => pathChanged && latest.current())
    return () => {
      removeEventListener('scroll', note)
      forget()
    }
  }, [router, latest])
  useEffect(() => {
    if (lastId !== undefined && (isMine || isAtEnd.current)) latest.current()
  }, [lastId, isMine, latest])
  return <div ref={end} />
}

function Said({ messages, conversation }: { messages: AdultMessage[]; conversation: Page['conversation'] }) {
  const { t } = useMessages()
  const name = usePersonName()(conversation.other)
  const log = useRef<HTMLDivElement>(null)
  useKeptFocus(log)
  if (messages.length === 0) return <p>{t('contacts.nothingSaid')}</p>
  return (
    <div ref={log} role="log" aria-label={t('contacts.conversation')} className={styles.said}>
      {messages.map((message) => (
        <Message key={message.id} conversationId={conversation.id} message={message} name={name} />
      ))}
    </div>
  )
}
