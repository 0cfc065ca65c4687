import { MessagesSquare } from 'lucide-react'
import { later } from '#client/ui/later.tsx'
import type { ReactNode } from 'react'
import { Suspense } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/states.tsx'
import styles from './side-panel.module.css'
import { chatAddress } from '../places.ts'
import { useSidePanel } from './use-side-panel.ts'
import { useRootMark } from '#client/ui/use-root-mark.ts'

const ChatAside = later(() => import('./chat-aside.tsx').then((module) => module.ChatAside))

/** The chat beside what one works on; where there is no room, the way to it. */
export function SidePanelButton({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const { isOpen, hasRoom, setOpen } = useSidePanel()
  if (!hasRoom)
    return (
      <LinkButton href={chatAddress(projectId)} icon={MessagesSquare}>
        {t('chat.title')}
      </LinkButton>
    )
  return (
    <Button icon={MessagesSquare} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
      {t(isOpen ? 'chat.hideSidePanel' : 'chat.showSidePanel')}
    </Button>
  )
}

interface WithSidePanelProps {
  projectId: string
  /** Of the document: its group's channel is the first that is shown. */
  groupId: string | null
  children: ReactNode
}

/** Work on the left, talk on the right. The work stays where it is in the tree, so that nothing of it begins anew. */
export function WithSidePanel({ projectId, groupId, children }: WithSidePanelProps) {
  const { isOpen } = useSidePanel()
  useRootMark('sidePanel', isOpen ? 'chat' : null)
  return (
    <div className={styles.split} data-side-panel={isOpen}>
      <div className={styles.work} data-region="work">
        {children}
      </div>
      {isOpen && (
        <Suspense fallback={<Skeleton of="rows" />}>
          <ChatAside projectId={projectId} groupId={groupId} />
        </Suspense>
      )}
    </div>
  )
}
