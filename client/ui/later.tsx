import { type ComponentType, lazy, useEffect, useState, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { askAtRest } from './at-rest.ts'
import { toast } from './toast.tsx'

interface Closing {
  onClose?: () => void
}

/** In place of what can be done without, unsaid. */
export const Nothing = () => null

/** Says that it did not come, and leaves the screen as it is. */
function Missing({ onClose }: Closing) {
  const { t } = useMessages()
  useEffect(() => {
    toast(t('ui.partMissing'), { tone: 'problem' })
    onClose?.()
  }, [t, onClose])
  return null
}

type Load<Props> = () => Promise<ComponentType<Props>>

/** Keeps what has come: React shows for 300 ms what stands in the place of a lazy part, even where its code is there. */
function kept<Props extends object>(load: Load<Props>) {
  const part: { there: ComponentType<Props> | null; load: Load<Props> } = {
    there: null,
    load: async () => {
      part.there = await load()
      return part.there
    },
  }
  return part
}

/**
 * A part that comes when somebody wants it. Without a line its code may not be on the device: then `Without` stands in its
 * place, or it is said and closed again, and what is on the screen stays.
 */
export function later<Props extends object>(load: Load<Props>, Without: ComponentType<Props> = Missing) {
  const part = kept(load)
  const Coming = lazy<ComponentType<Props>>(() =>
    part.load().then(
      (there) => ({ default: there }),
      () => ({ default: Without }),
    ),
  )
  return Object.assign(
    function Later(props: Props) {
      const [Part] = useState(() => part.there ?? Coming)
      return <Part {...props} />
    },
    { load: part.load },
  )
}

/** The same for what is wanted with the first press: it is asked for once the first screen is at rest. */
export function soon<Props extends object>(load: Load<Props>, Without: ComponentType<Props> = Missing) {
  const Part = later(load, Without)
  askAtRest(Part.load)
  return Part
}

/** What is not needed for the first look, and stands on the screen once it has come. Nothing is in its place until then. */
export function afterwards<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const listeners = new Set<() => void>()
  const part = kept(load)
  const fetch = async () => {
    await part.load()
    listeners.forEach((listener) => listener())
  }
  askAtRest(fetch)
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return function Afterwards(props: Props) {
    const Part = useSyncExternalStore(subscribe, () => part.there)
    useEffect(() => {
      if (!import.meta.env.PROD) void fetch()
    }, [])
    return Part && <Part {...props} />
  }
}
