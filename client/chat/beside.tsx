import { MessagesSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { lazy, Suspense } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/states.tsx'
import { useRegionKeys } from '#client/ui/use-region-keys.ts'
import styles from './beside.module.css'
import { chatAddress } from './places.ts'
import { useBeside } from './use-beside.ts'
import { useRootMark } from '#client/ui/use-root-mark.ts'

const ChatAside = lazy(() => import('./chat-aside.tsx').then((module) => ({ default: module.ChatAside })))

/** The chat beside what one works on; where there is no room, the way to it. */
export function BesideButton({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const { isOpen, hasRoom, setOpen } = useBeside()
  if (!hasRoom)
    return (
      <LinkButton href={chatAddress(projectId)} icon={MessagesSquare}>
        {t('chat.title')}
      </LinkButton>
    )
  return (
    <Button icon={MessagesSquare} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
      {t(isOpen ? 'chat.hideBeside' : 'chat.showBeside')}
    </Button>
  )
}

interface BesideProps {
  projectId: string
  /** Of the document: its group's channel is the first that is shown. */
  groupId: string | null
  children: ReactNode
}

/** Work on the left, talk on the right. The work stays where it is in the tree, so that nothing of it begins anew. */
export function Beside({ projectId, groupId, children }: BesideProps) {
  const { isOpen } = useBeside()
  useRegionKeys()
  useRootMark('beside', isOpen ? 'chat' : null)
  return (
    <div className={styles.split} data-beside={isOpen}>
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
