import { useCallback, useSyncExternalStore } from 'react'
import type { Route } from '#collab/documents/board-connector.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { lineWidth } from '#collab/documents/board-shapes.ts'
import { useCanvas } from '../canvas.ts'
import { useObjectName } from '../object-name.ts'
import { useSignal } from '../signal.ts'
import styles from './objects.module.css'
import { Words } from './words.tsx'

function useRoute(id: string): Route | null {
  const { geometry } = useCanvas()
  const subscribe = useCallback((listener: () => void) => geometry.subscribe(id, listener), [geometry, id])
  return useSyncExternalStore(subscribe, () => geometry.routeOf(id))
}

export function ConnectorLine({ route, stroke }: { route: Route; stroke: number }) {
  return <path className={styles.line} d={route.path + route.heads} strokeWidth={lineWidth(stroke)} />
}

/** A connector follows what it hangs on. It draws itself over the whole board, from 0, 0. */
export function ConnectorView({ object }: { object: BoardObject }) {
  const canvas = useCanvas()
  const { id } = object
  const route = useRoute(id)
  const editing = useSignal(canvas.editing)
  const draft = useSignal(canvas.draft)
  const subscribe = useCallback((listener: () => void) => canvas.selection.subscribeTo(id, listener), [canvas, id])
  const isCurrent = useSyncExternalStore(subscribe, () => canvas.selection.getCurrent() === id)
  const isChosen = useSyncExternalStore(subscribe, () => canvas.selection.has(id))
  const name = useObjectName(object, isChosen)
  const register = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) canvas.elements.delete(id)
      else canvas.elements.set(id, element)
    },
    [canvas, id],
  )
  if (route === null || draft?.id === id) return null
  const isEditing = editing === id
  return (
    <div
      ref={register}
      className={styles.object}
      data-object={id}
      data-type="connector"
      data-board-colour={colourIndex(object.colour)}
      role="group"
      aria-label={name}
      tabIndex={isCurrent ? 0 : -1}
    >
      <svg className={styles.connector} aria-hidden="true">
        <path className={styles.grip} d={route.path} />
        <ConnectorLine route={route} stroke={object.stroke} />
      </svg>
      {(object.text !== '' || isEditing) && (
        <div className={styles.label} style={{ left: route.middle[0], top: route.middle[1] }}>
          <Words object={object} isEditing={isEditing} />
        </div>
      )}
    </div>
  )
}
