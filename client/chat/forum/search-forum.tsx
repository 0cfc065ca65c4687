import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { SearchMessages } from '../channels/search-messages.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'

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
        <Stack>
          <SearchMessages
            channelId={channelId}
            onJump={({ id, threadId }) => {
              close()
              void navigate({ to: '/p/$projectId/forum/$topicId', params: { projectId, topicId: threadId ?? id } })
            }}
          />
        </Stack>
      )}
    </Dialog>
  )
}
