import { useLayoutEffect } from 'react'

/**
 * Writes on the root what is shown, for layouts that reach beyond their own part of the screen; null writes nothing. With
 * `:has()` on an ancestor instead, Chromium styles thousands of elements again at each node that comes or goes.
 */
export function useRootMark(
  name: 'screen' | 'face' | 'sidePanel' | 'strip' | 'unopened' | 'timer' | 'open',
  value: string | null,
): void {
  useLayoutEffect(() => {
    if (value === null) return undefined
    const { dataset } = document.documentElement
    dataset[name] = value
    return () => {
      if (dataset[name] === value) delete dataset[name]
    }
  }, [name, value])
}
