import { Lock } from 'lucide-react'
import { memo, useCallback, useSyncExternalStore } from 'react'
import { colourIndex } from '#collab/documents/board-palette.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { Icon } from '#client/ui/icon.tsx'
import { useBoardObject, useModeration } from '../../board-session.ts'
import { useCanvas } from '../canvas.ts'
import { useObjectName } from '../object-name.ts'
import { ConnectorView } from './connector-view.tsx'
import { FrameView } from './frame-view.tsx'
import { InkView } from './ink-view.tsx'
import { CardView, ImageView } from './media-views.tsx'
import styles from './objects.module.css'
import { NoteView, ShapeView, TextView } from './text-views.tsx'
import type { ViewProps } from './view-props.ts'

/** What this object is to the keyboard and to whoever writes: as one number, so that nothing else draws again. */
const marks = { current: 1, chosen: 2, editing: 4 } as const

function useMarks(id: string) {
  const { selection, editing } = useCanvas()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [selection.subscribeTo(id, listener), editing.subscribe(listener)]
      return () => stops.forEach((stop) => stop())
    },
    [selection, editing, id],
  )
  const all = useSyncExternalStore(
    subscribe,
    () =>
      (selection.getCurrent() === id ? marks.current : 0) +
      (selection.has(id) ? marks.chosen : 0) +
      (editing.get() === id ? marks.editing : 0),
  )
  return {
    isCurrent: (all & marks.current) > 0,
    isChosen: (all & marks.chosen) > 0,
    isEditing: (all & marks.editing) > 0,
  }
}

/** Width and height as they are shown now: others than the document's while somebody pulls at a handle. */
function useShownSize(id: string) {
  const { geometry } = useCanvas()
  const subscribe = useCallback((listener: () => void) => geometry.subscribe(id, listener), [geometry, id])
  return useSyncExternalStore(subscribe, () => geometry.sizeOf(id))
}

/** Where the document has it. While it is dragged, the canvas moves it from there by transform. */
function useRest(id: string) {
  const { geometry } = useCanvas()
  const subscribe = useCallback((listener: () => void) => geometry.subscribe(id, listener), [geometry, id])
  return useSyncExternalStore(subscribe, () => geometry.restOf(id))
}

function Inside({ object, isEditing }: ViewProps) {
  const [width, height] = useShownSize(object.id)
  const props = { object, isEditing, width, height }
  switch (object.type) {
    case 'note':
      return <NoteView {...props} />
    case 'text':
      return <TextView {...props} />
    case 'shape':
      return <ShapeView {...props} />
    case 'frame':
    case 'column':
      return <FrameView {...props} />
    case 'ink':
      return <InkView object={object} />
    case 'image':
      return <ImageView object={object} />
    case 'link':
    case 'file':
    case 'voice':
    case 'card':
      return <CardView {...props} />
    case 'connector':
      return null
  }
}

function Placed({ object }: { object: BoardObject }) {
  const canvas = useCanvas()
  const { isCurrent, isChosen, isEditing } = useMarks(object.id)
  const [width, height] = useShownSize(object.id)
  const name = useObjectName(object, isChosen)
  const { locked } = useModeration()
  const { id, rotation } = object
  const rest = useRest(id)
  const register = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) canvas.elements.delete(id)
      else canvas.elements.set(id, element)
    },
    [canvas, id],
  )
  return (
    <div
      ref={register}
      className={styles.object}
      data-object={id}
      data-type={object.type}
      data-board-colour={colourIndex(object.colour)}
      role="group"
      aria-label={name}
      tabIndex={isCurrent ? 0 : -1}
      // Not custom properties: those are inherited, and each move would style again all that is inside.
      style={{
        left: rest?.x ?? 0,
        top: rest?.y ?? 0,
        width,
        height,
        ...(rotation === 0 ? {} : { rotate: `${rotation}deg` }),
      }}
    >
      <Inside object={object} isEditing={isEditing} />
      {locked.has(id) && (
        <span className={styles.lock}>
          <Icon of={Lock} size="s" />
        </span>
      )}
    </div>
  )
}

/** One object of the board. Draws again for its own changes only. */
export const ObjectView = memo(function ObjectView({ id }: { id: string }) {
  const object = useBoardObject(id)
  if (object === undefined || object.isRemoved) return null
  return object.type === 'connector' ? <ConnectorView object={object} /> : <Placed object={object} />
})
