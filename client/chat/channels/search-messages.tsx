import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import styles from './channel.module.css'
import { MessageHits } from './message-hits.tsx'
import { type Message, searchQuery } from '../messages/queries.ts'

export interface SearchProps {
  channelId: string
  onJump: (message: Message) => void
}

/** Words of a channel or a forum, in any script, with or without accents; each result leads to its place. */
export function SearchMessages(props: SearchProps) {
  const { t } = useMessages()
  const [text, setText] = useState('')
  const [query, setQuery] = useState('')
  return (
    <>
      <form
        className={styles.search}
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          setQuery(text.trim())
        }}
      >
        <TextField
          label={t('chat.searchWords')}
          value={text}
          onChange={setText}
          maxLength={200}
          autoFocus
          type="search"
        />
        <OnlineButton type="submit" icon={Search}>
          {t('common.search')}
        </OnlineButton>
      </form>
      {query !== '' && <Results {...props} query={query} />}
    </>
  )
}

function Results({ channelId, query, onJump }: SearchProps & { query: string }) {
  const { t } = useMessages()
  const { data, error, isPending, refetch } = useQuery(searchQuery(channelId, query))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending) return <Skeleton of="rows" count={4} />
  const { messages } = data
  return (
    <>
      <p role="status" className={styles.found}>
        {t('chat.found', { count: messages.length })}
      </p>
      <MessageHits messages={messages} query={query} onJump={onJump} />
    </>
  )
}
