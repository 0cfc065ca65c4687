import { useEffect } from 'react'
import { readUser } from '#client/live/presence.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { BoardChange } from '../board-store.ts'
import type { Canvas } from './canvas.ts'

const gatherMs = 3_000

interface Doings {
  added: Set<string>
  changed: Set<string>
}

/** What others did is said every three seconds, by person. */
export function useOthersSaid(canvas: Canvas) {
  const { t } = useMessages()
  useEffect(() => {
    const { store } = canvas
    const found = new Map<string, Doings>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const nameOfWriter = ({ clients }: BoardChange): string => {
      const { people, live } = canvas.session
      const users = clients.flatMap((client) => readUser(live.awareness.getStates().get(client))?.id ?? [])
      const [user] = users
      const person = [...people.values()].find(({ userId }) => userId === user)
      return person?.name ?? t('boards.canvas_somebody')
    }
    const tell = () => {
      timer = undefined
      const sentences = [...found].map(([name, { added, changed }]) =>
        t('boards.canvas_othersDid', { name, added: added.size, changed: changed.size }),
      )
      found.clear()
      canvas.session.announce(sentences.join(' '))
    }
    const stop = store.watch((change) => {
      if (change.isLocal) return
      const name = nameOfWriter(change)
      const doings = found.get(name) ?? { added: new Set(), changed: new Set() }
      found.set(name, doings)
      for (const id of change.ids) {
        if (change.added.includes(id)) doings.added.add(id)
        else if (!doings.added.has(id)) doings.changed.add(id)
      }
      timer ??= setTimeout(tell, gatherMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [canvas, t])
}
