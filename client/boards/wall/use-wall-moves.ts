import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { inOrder } from '#collab/documents/board-read.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { type BoardSession, useBoardSession } from '../board-session.ts'
import { moverOf } from '../parts/asker.ts'
import { moveAmong, moveTo, siblingsIn } from '../parts/moves.ts'
import { isTile } from './arrange.ts'
import { Hand, type Wall, type WallGroup, type WallLayout } from './hand.ts'
import { anchorOf, type ShownSpot, stepFrom } from './steps.ts'

interface Asked {
  layout: WallLayout
  groups: readonly WallGroup[]
  /** Sorted by something else: a card goes to its group, and its place there is what the sorting says. */
  isSorted: boolean
}

interface Placing extends Asked {
  id: string
  spot: ShownSpot
  label: string
}

/** Writes it: into a column, onto a day, or among all. */
function placeCard(session: BoardSession, { layout, groups, isSorted, id, spot, label }: Placing): void {
  const { store, gestures } = session
  const mover = moverOf(session)
  const { pinned } = store.getModeration()
  const ids = groups.find(({ key }) => key === spot.group)?.ids ?? []
  const parent = spot.group === '' ? null : spot.group
  const others = layout === 'columns' ? siblingsIn(store, parent) : store.getObjects().filter(isTile).toSorted(inOrder)
  const anchoring = { others, ids, after: spot.after, isPinned: (one: string) => pinned.has(one) }
  const after = isSorted ? (others.at(-1)?.id ?? null) : anchorOf(id, anchoring)
  if (layout === 'columns') moveTo(mover, id, { parent, after }, label)
  else {
    const changes = layout === 'timeline' ? { date: spot.group } : {}
    if (isSorted) gestures.set(id, changes, label)
    else moveAmong(mover, id, { others, after, changes, label })
  }
}

/** Moving cards about, by pointer and by key: one way to do it, and one way to say it. */
export function useWallMoves(asked: Asked): Wall {
  const session = useBoardSession()
  const { t } = useMessages()
  const [hand] = useState(() => new Hand())
  const latest = useRef(asked)
  useLayoutEffect(() => {
    latest.current = asked
  })
  const { layout } = asked
  return useMemo(() => {
    const { store, gestures, announce } = session
    const place = (id: string, spot: ShownSpot, label = '') => {
      const { groups } = latest.current
      placeCard(session, { ...latest.current, id, spot, label })
      const group = groups.find(({ key }) => key === spot.group)
      const rest = group?.ids.filter((one) => one !== id) ?? []
      const position = spot.after === null ? 1 : rest.indexOf(spot.after) + 2
      announce(t('boards.wall_placed', { group: group?.label ?? '', position, count: rest.length + 1 }))
    }
    const letGo = (words: string) => {
      hand.set({ lifted: null, origin: null })
      announce(words)
    }
    return {
      hand,
      layout,
      place: (id, group, after) => place(id, { group, after }),
      step(id, direction) {
        const spot = stepFrom(latest.current.groups, id, layout, direction)
        if (spot === null) announce(t('boards.wall_noFurther'))
        else place(id, spot, `step:${id}`)
      },
      lift(id) {
        const object = store.getObject(id)
        if (object === undefined) return
        const { order, parent, date, place: at } = object
        hand.set({ lifted: id, origin: { order, parent, date, place: at } })
        announce(t('boards.wall_lifted'))
      },
      drop: () => letGo(t('boards.wall_dropped')),
      putBack(id) {
        const { origin } = hand.get()
        if (origin !== null) gestures.set(id, origin)
        letGo(t('boards.wall_putBack'))
      },
    }
  }, [session, hand, layout, t])
}
