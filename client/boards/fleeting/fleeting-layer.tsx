import { useEffect, useRef } from 'react'
import { authorOf } from '#collab/documents/board-author.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useBoardSession, useMeta } from '../board-session.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { Cursors } from './cursors.ts'
import { FollowBanner } from './follow-banner.tsx'
import styles from './fleeting.module.css'
import { LiveInk } from './live-ink.ts'
import { LookBanner } from './look-banner.tsx'
import { useLookKey } from './look-here.tsx'
import type { Others } from './others.ts'
import { useFleeting } from './use-fleeting.ts'

/** Pointers, strokes and lasers of others. Screen readers hear of what comes of them instead. */
function Hands({ others }: { others: Others }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  const box = useRef<HTMLDivElement>(null)
  const { people, documentId, can } = useBoardSession()
  const { hasNames } = useMeta()
  const mayName = hasNames || can.moderate
  useEffect(() => {
    if (box.current === null || canvas.overlay === null) return undefined
    const nameOf = (userId: string) =>
      (mayName ? people.get(authorOf(documentId, userId))?.name : undefined) ?? t('boards.live_somebody')
    const cursors = new Cursors(box.current, canvas.camera, others, nameOf)
    const ink = new LiveInk(canvas.overlay, others)
    return () => {
      cursors.destroy()
      ink.destroy()
    }
  }, [canvas, others, people, documentId, mayName, t])
  return <div ref={box} className={styles.cursors} aria-hidden="true" data-print="no" />
}

/** What others do at this moment, over the board. */
export function FleetingLayer() {
  const canvas = useCanvas()
  const live = useFleeting(canvas)
  useLookKey(canvas)
  if (live === null) return null
  return (
    <>
      <Hands others={live.others} />
      <div className={styles.banners} data-print="no">
        <LookBanner others={live.others} />
        <FollowBanner others={live.others} />
      </div>
    </>
  )
}
