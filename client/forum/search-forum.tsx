import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { MessageHits } from '#client/chat/message-hits.tsx'
import { type Message, searchQuery } from '#client/chat/queries.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import styles from './forum.module.css'

/** Words of topics, their titles and their answers; each result leads to its topic. */
export function SearchForum({ projectId, channelId }: { projectId: string; channelId: string }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const trigger = (
    <Button variant="quiet" icon={Search}>
      {t('common.search')}
    </Button>
  )
  return (
    <Dialog title={t('forum.search')} trigger={trigger}>
      {(close) => (
        <SearchForm
          channelId={channelId}
          onJump={({ id, threadId }) => {
            close()
            void navigate({ to: '/p/$projectId/forum/$topicId', params: { projectId, topicId: threadId ?? id } })
          }}
        />
      )}
    </Dialog>
  )
}

interface SearchFormProps {
  channelId: string
  onJump: (message: Message) => void
}

function SearchForm({ channelId, onJump }: SearchFormProps) {
  const { t } = useMessages()
  const [text, setText] = useState('')
  const [query, setQuery] = useState('')
  return (
    <Stack>
      <form
        role="search"
        className={styles.search}
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
      {query !== '' && <Results channelId={channelId} query={query} onJump={onJump} />}
    </Stack>
  )
}

function Results({ channelId, query, onJump }: SearchFormProps & { query: string }) {
  const { t } = useMessages()
  const { data, error, isPending, refetch } = useQuery(searchQuery(channelId, query))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending) return <Skeleton of="rows" count={4} />
  return (
    <>
      <p role="status">{t('chat.found', { count: data.messages.length })}</p>
      <MessageHits messages={data.messages} query={query} onJump={onJump} />
    </>
  )
}
