import { useQuery, useQueryClient } from '@tanstack/react-query'
import { later, Nothing } from '#client/ui/later.tsx'
import { Suspense, useState } from 'react'
import { countUnopened, removeUnopened } from '#client/live/outbox.ts'
import { tabStorage } from '#client/storage.ts'
import { useRootMark } from '#client/ui/use-root-mark.ts'
import type { SessionView } from '../session/session.ts'

// Hardly anybody ever reads it.
const UnopenedWords = later(() => import('./unopened-words.tsx').then((module) => module.UnopenedWords), Nothing)

/** Until the next start of the browser: whoever has decided to keep them need not be asked on each screen. */
const laterKey = 'unopened-later'

/** Words of this person that another secret key sealed on this device: kept, and said calmly. */
export function UnopenedStrip({ user }: { user: SessionView }) {
  const queryClient = useQueryClient()
  const queryKey = ['unopened', user.id]
  const { data: count = 0 } = useQuery({ queryKey, queryFn: () => countUnopened(user), staleTime: Infinity })
  const [isLater, setIsLater] = useState(() => tabStorage.get(laterKey) === user.id)
  const isShown = count > 0 && !isLater
  useRootMark('unopened', isShown ? 'shown' : null)
  if (!isShown) return null
  const later = () => {
    tabStorage.set(laterKey, user.id)
    setIsLater(true)
  }
  const remove = async () => {
    await removeUnopened(user)
    await queryClient.invalidateQueries({ queryKey })
  }
  return (
    <Suspense fallback={null}>
      <UnopenedWords kind={user.kind} count={count} onLater={later} onRemove={() => void remove()} />
    </Suspense>
  )
}
