import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { cx } from '#client/ui/cx.ts'
import styles from './moderation.module.css'

/**
 * A list whose lines go away with the buttons on them: the keyboard then stands here and not nowhere, where not even
 * Escape is heard.
 */
export function KeptFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const list = box.current
    if (list === null) return undefined
    const keep = () => {
      const { activeElement, body } = document
      if (activeElement === null || activeElement === body) list.focus({ preventScroll: true })
    }
    // Whichever part of it drew anew: right after the line has gone and before the next key.
    const observer = new MutationObserver(keep)
    observer.observe(list, { childList: true, subtree: true })
    keep()
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} tabIndex={-1} className={cx(styles.kept)}>
      {children}
    </div>
  )
}
