import { useCallback, useSyncExternalStore } from 'react'
import type { Route } from '#collab/documents/board-connector.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { lineWidth } from '#collab/documents/board-shapes.ts'
import { cx } from '#client/ui/cx.ts'
import { boxAround } from '../../canvas/box.ts'
import { useCanvas } from '../../canvas/canvas.ts'
import { useObjectName } from '../../canvas/object-name.ts'
import styles from '../../canvas/objects/objects.module.css'
import { useElement, useMarks } from '../../canvas/objects/use-object.ts'
import { Words } from '../../canvas/objects/words.tsx'

function useRoute(id: string): Route | null {
  const { geometry } = useCanvas()
  const subscribe = useCallback((listener: () => void) => geometry.subscribe(id, listener), [geometry, id])
  return useSyncExternalStore(subscribe, () => geometry.routeOf(id))
}

/** Somebody here is putting an end of it elsewhere: the draft stands for it. */
function useIsDrafted(id: string): boolean {
  const { draft } = useCanvas()
  return useSyncExternalStore(draft.subscribe, () => draft.get()?.id === id)
}

export function ConnectorLine({ route, stroke }: { route: Route; stroke: number }) {
  return <path className={styles.line} d={route.path + route.heads} strokeWidth={lineWidth(stroke)} />
}

/** A connector follows what it hangs on. Its box is the one around its line. */
export function ConnectorView({ object }: { object: BoardObject }) {
  const { id } = object
  const route = useRoute(id)
  const isDrafted = useIsDrafted(id)
  const { isCurrent, isChosen, isEditing } = useMarks(id)
  const name = useObjectName(object, isChosen)
  const element = useElement(id)
  if (route === null || isDrafted) return null
  const { x, y, width, height } = boxAround(route.points)
  return (
    <div
      ref={element}
      className={cx(styles.object, styles.connector)}
      data-object={id}
      data-type="connector"
      data-board-colour={colourIndex(object.colour)}
      role="group"
      aria-label={name}
      tabIndex={isCurrent ? 0 : -1}
      style={{ left: x, top: y, width: Math.max(1, width), height: Math.max(1, height) }}
    >
      <svg className={styles.wire} aria-hidden="true">
        <g transform={`translate(${-x} ${-y})`}>
          <path className={styles.grip} d={route.path} />
          <ConnectorLine route={route} stroke={object.stroke} />
        </g>
      </svg>
      {(object.text !== '' || isEditing) && (
        <div className={styles.label} style={{ left: route.middle[0] - x, top: route.middle[1] - y }}>
          <Words object={object} isEditing={isEditing} />
        </div>
      )}
    </div>
  )
}
