import { Megaphone } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useBoardSession } from '../board-session.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Banner } from '#client/document-screen/following/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import type { View } from '../canvas/camera.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import { viewOf } from './follower.ts'
import styles from './fleeting.module.css'
import type { Look, Others } from './others.ts'
import { nameIn } from './name-in.ts'

const svg = 'http://www.w3.org/2000/svg'

/** A ring around what everybody is to look at. */
function useRing(canvas: Canvas, look: Look | null) {
  useEffect(() => {
    if (look === null || canvas.overlay === null) return undefined
    const ring = document.createElementNS(svg, 'rect')
    const { x, y, width, height } = look.area
    for (const [name, value] of Object.entries({ x, y, width, height, rx: 12 })) ring.setAttribute(name, String(value))
    ring.setAttribute('class', styles['ring'] ?? '')
    canvas.overlay.append(ring)
    return () => ring.remove()
  }, [canvas, look])
}

/** Nobody's hand is led away from what it is doing. */
const isBusy = ({ moves, editing, telling }: Canvas) =>
  moves.get() !== null || editing.get() !== null || telling?.isInking === true

interface Shown {
  look: Look
  /** Where one was before one was led there; null where one was not. */
  before: View | null
}

/** A teacher asks everybody to look somewhere: said, shown for ten seconds, and one can go back. */
export function LookBanner({ others }: { others: Others }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  const session = useBoardSession()
  const { announce, following } = session
  const [shown, setShown] = useState<Shown | null>(null)
  const go = useCallback(
    (look: Look) => {
      following.set(null)
      setShown({ look, before: canvas.camera.getView() })
      canvas.camera.glideTo(viewOf(look.area, canvas.camera.getSize()))
    },
    [canvas, following],
  )
  const nameOf = useCallback(({ user }: Look) => nameIn(session, user.id) ?? t('boards.live_somebody'), [session, t])
  useEffect(
    () =>
      others.subscribe('look', () => {
        const look = others.getLook()
        if (look === null) return setShown(null)
        announce(t('boards.live_lookAsked', { name: nameOf(look) }))
        return isBusy(canvas) ? setShown({ look, before: null }) : go(look)
      }),
    [others, canvas, go, nameOf, announce, t],
  )
  useRing(canvas, shown?.look ?? null)
  if (shown === null) return null
  const { look, before } = shown
  const goBack = (view: View) => {
    canvas.camera.glideTo(view)
    others.endLook()
  }
  return (
    <Banner icon={Megaphone} tone="sun" words={t('boards.live_look', { name: nameOf(look) })}>
      {before === null ? (
        <Button onPress={() => go(look)}>{t('boards.live_lookGo')}</Button>
      ) : (
        <Button onPress={() => goBack(before)}>{t('boards.live_lookBack')}</Button>
      )}
    </Banner>
  )
}
