import { Eye } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { useBoardSession } from '../board-session.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Banner } from '#client/document-screen/following/banner.tsx'
import { useEscape } from '#client/document-screen/following/use-escape.ts'
import { Button } from '#client/ui/button.tsx'
import { useCanvas } from '../canvas/canvas.ts'
import { useSignal } from '../canvas/signal.ts'
import { Follower } from './follower.ts'
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
    announce(t('document.follow_now', { name }))
    const follower = new Follower({
      ...{ camera: canvas.camera, others, userId },
      onEnd: (why) => {
        following.set(null)
        announce(t(why === 'gone' ? 'document.follow_gone' : 'document.follow_ended', { name }))
      },
    })
    return () => follower.stop()
  }, [canvas, others, userId, name, following, announce, t])
  const stop = useCallback(() => {
    following.set(null)
    announce(t('document.follow_ended', { name }))
  }, [following, announce, name, t])
  useEscape(userId === null ? null : stop)
  // Whom one followed is not followed any more when one comes back to the board.
  useEffect(() => () => following.set(null), [following])
  if (userId === null) return null
  return (
    <Banner icon={Eye} words={t('document.follow_following', { name })}>
      <Button onPress={() => following.set(null)}>{t('document.follow_stop')}</Button>
    </Banner>
  )
}
