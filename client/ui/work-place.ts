import { useEffect, useSyncExternalStore } from 'react'
import { useLatest } from './use-latest.ts'

/** Where one works on a screen. The first stops of the Tab key lead there, past all that is around it. */
const workKinds = ['text', 'board', 'wall', 'message'] as const
export type WorkKind = (typeof workKinds)[number]

const places = new Map<WorkKind, () => void>()
const listeners = new Set<() => void>()
const changed = () => listeners.forEach((listener) => listener())

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Says that this screen has such a place, and how the focus gets there. Of two of a kind the first counts. */
export function useWorkPlace(kind: WorkKind, go: () => void) {
  const latest = useLatest(go)
  useEffect(() => {
    const own = () => latest.current()
    if (places.has(kind)) return undefined
    places.set(kind, own)
    changed()
    return () => {
      places.delete(kind)
      changed()
    }
  }, [kind, latest])
}

const namesNow = () => workKinds.filter((kind) => places.has(kind)).join(' ')

/** The places of the screen that is shown now. */
export function useWorkPlaces(): { kind: WorkKind; go: () => void }[] {
  const names = useSyncExternalStore(subscribe, namesNow)
  return workKinds
    .filter((kind) => names.split(' ').includes(kind))
    .map((kind) => ({ kind, go: () => places.get(kind)?.() }))
}
