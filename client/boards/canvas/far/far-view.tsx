import { useLayoutEffect, useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useCanvas } from '../canvas.ts'
import styles from '../canvas.module.css'
import { FarPainter } from './painter.ts'

/** All things together, where so many are seen that none can be read. Screen readers have the one at the keyboard, and the list. */
export function FarView() {
  const canvas = useCanvas()
  const { t } = useMessages()
  const paper = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const context = paper.current?.getContext('2d') ?? null
    if (paper.current === null || context === null) return undefined
    const painter = new FarPainter(canvas, paper.current, context, (type) => t(`boards.type_${type}`))
    return () => painter.destroy()
  }, [canvas, t])
  return <canvas ref={paper} className={styles.far} aria-hidden="true" />
}
