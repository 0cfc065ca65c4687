import { useLayoutEffect, useRef } from 'react'

/** The value of the last render, for what runs later: listeners and timers that are set up once. */
export function useLatest<T>(value: T) {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}
