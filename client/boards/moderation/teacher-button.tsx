import { useQuery } from '@tanstack/react-query'
import { later } from '#client/ui/later.tsx'
import { ShieldCheck } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { useBoardSession } from '../board-session.ts'
import { pendingQuery } from './queries.ts'

const TeacherPanel = later(() => import('./teacher-panel.tsx').then((module) => module.TeacherPanel))

/** Opens what teachers have beside the board, and says how many cards wait for them. */
export function TeacherButton() {
  const { t } = useMessages()
  const { documentId } = useBoardSession()
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery(pendingQuery(documentId))
  const waiting = data?.cards.filter((card) => card.state === 'waiting').length ?? 0
  return (
    <>
      <Button icon={ShieldCheck} onPress={() => setIsOpen(true)}>
        {waiting === 0 ? t('boards.moderate_open') : t('boards.moderate_openWaiting', { count: waiting })}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <TeacherPanel first={waiting > 0 ? 'waiting' : 'people'} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
