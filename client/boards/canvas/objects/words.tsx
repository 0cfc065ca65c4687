import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type BoardObject, boardLimits } from '#collab/documents/board-model.ts'
import { textOfObject } from '#collab/documents/board-write.ts'
import { isContainer } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { TextBinding } from '../../parts/text-binding.ts'
import { type Canvas, useCanvas } from '../canvas.ts'
import styles from './objects.module.css'

interface WordsProps {
  object: BoardObject
  isEditing: boolean
}

/** The words of an object: read, or in a field where they are being written. */
export function Words({ object, isEditing }: WordsProps) {
  if (isEditing) return <Field object={object} />
  return (
    <div className={styles.words} translate="no">
      {object.text}
    </div>
  )
}

const roomBelow = 24

/** The on-screen keyboard of a tablet covers the lower part of the board: what is written goes up. */
function useAboveKeyboard(canvas: Canvas, field: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const viewport = globalThis.visualViewport
    if (!viewport) return undefined
    const lift = () => {
      const bottom = field.current?.getBoundingClientRect().bottom ?? 0
      const covered = bottom + roomBelow - (viewport.offsetTop + viewport.height)
      if (covered > 0) canvas.camera.panBy(0, -covered)
    }
    viewport.addEventListener('resize', lift)
    return () => viewport.removeEventListener('resize', lift)
  }, [canvas, field])
}

/** Letters go into the shared text as they are typed; Escape and a press elsewhere end it. */
function Field({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  const field = useRef<HTMLTextAreaElement>(null)
  const { id } = object
  useLayoutEffect(() => {
    const text = textOfObject(canvas.store.ydoc, id)
    if (field.current === null || text === null) return undefined
    const binding = new TextBinding(field.current, text)
    return () => binding.destroy()
  }, [canvas, id])
  useEffect(() => {
    const element = field.current
    element?.focus({ preventScroll: true })
    element?.select()
  }, [])
  useAboveKeyboard(canvas, field)
  const end = () => canvas.endWriting(id)
  return (
    <textarea
      ref={field}
      className={styles.words}
      aria-label={t('boards.canvas_wordsOf', { type: object.type })}
      maxLength={boardLimits.textLetters}
      rows={1}
      spellCheck
      onBlur={end}
      onKeyDown={(event) => {
        const isDone = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
        const isTitle = isContainer(object)
        event.stopPropagation()
        if (!isDone && !(isTitle && event.key === 'Enter')) return
        event.preventDefault()
        end()
        canvas.focus(id)
      }}
      onPointerDown={(event) => event.stopPropagation()}
    />
  )
}
