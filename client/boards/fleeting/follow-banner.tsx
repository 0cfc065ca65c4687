import { Eye } from 'lucide-react'
import { useEffect } from 'react'
import { useBoardSession } from '../board-session.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { useCanvas } from '../canvas/canvas.ts'
import { useSignal } from '../canvas/signal.ts'
import { Follower } from './follower.ts'
import styles from './fleeting.module.css'
import type { Others } from './others.ts'
import { nameIn } from './name-in.ts'

/** Says whom this person follows, and ends it: by its button, Escape, or moving the board oneself. */
export function FollowBanner({ others }: { others: Others }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  const session = useBoardSession()
  const { following, announce } = session
  const userId = useSignal(following)
  const name = (userId === null ? null : nameIn(session, userId)) ?? t('boards.live_somebody')
  useEffect(() => {
    if (userId === null) return undefined
    others.endLook()
    announce(t('boards.live_followNow', { name }))
    const follower = new Follower({
      ...{ camera: canvas.camera, others, userId },
      onEnd: (why) => {
        following.set(null)
        announce(t(why === 'gone' ? 'boards.live_followGone' : 'boards.live_followEnded', { name }))
      },
    })
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      following.set(null)
      announce(t('boards.live_followEnded', { name }))
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => {
      follower.stop()
      document.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [canvas, others, userId, name, following, announce, t])
  // Whom one followed is not followed any more when one comes back to the board.
  useEffect(() => () => following.set(null), [following])
  if (userId === null) return null
  return (
    <div className={styles.banner} data-of="follow">
      <Icon of={Eye} />
      <p>{t('boards.live_following', { name })}</p>
      <Button onPress={() => following.set(null)}>{t('boards.live_followStop')}</Button>
    </div>
  )
}
