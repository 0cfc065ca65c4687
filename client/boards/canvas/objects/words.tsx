import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type BoardObject, boardLimits, type Point } from '#collab/documents/board-model.ts'
import { textOfObject } from '#collab/documents/board-write.ts'
import { isContainer } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { langOf } from '../../parts/language.tsx'
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
    <div className={styles.words} translate="no" dir="auto" {...langOf(object)}>
      {object.text}
    </div>
  )
}

const room = 24

/** How far what is written goes up, so that all of it is to be seen, or its beginning where it is higher than the board. */
function coveredOf(canvas: Canvas, field: HTMLElement, viewport: VisualViewport): number {
  const { top, bottom } = field.getBoundingClientRect()
  const board = canvas.surface?.getBoundingClientRect()
  const end = Math.min(viewport.offsetTop + viewport.height, board?.bottom ?? Infinity)
  return Math.min(bottom + room - end, top - room - (board?.top ?? 0))
}

/** The on-screen keyboard of a tablet covers the lower part of the board: what is written goes up. */
function useAboveKeyboard(canvas: Canvas, field: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const viewport = globalThis.visualViewport
    if (!viewport) return undefined
    const lift = () => {
      const covered = field.current === null ? 0 : coveredOf(canvas, field.current, viewport)
      if (covered > 0) canvas.camera.panBy(0, -covered)
    }
    // The keyboard may be up already, from the words before.
    if (matchMedia('(pointer: coarse)').matches) lift()
    viewport.addEventListener('resize', lift)
    return () => viewport.removeEventListener('resize', lift)
  }, [canvas, field])
}

/** The caret stands where the words were pressed, else at their end. */
function beginAt(field: HTMLTextAreaElement, pressed: Point | null) {
  field.focus({ preventScroll: true })
  const found = pressed === null ? null : document.caretPositionFromPoint?.(...pressed)
  const place = found?.offsetNode === field ? found.offset : field.value.length
  field.setSelectionRange(place, place)
}

/** As high as its words, in whole lines. A note's field fills the note; only where the height is its own is it set. */
function fitToWords(area: HTMLTextAreaElement) {
  const { style } = area
  style.removeProperty('--words-height')
  style.setProperty('--words-height', `${area.scrollHeight}px`)
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
    const area = field.current
    const onShown = () => fitToWords(area)
    const binding = new TextBinding(area, text, { onShown, history: canvas.session.gestures.writing(id) })
    return () => binding.destroy()
  }, [canvas, id])
  // While the key goes down that opened it: its letter is the first one written.
  useLayoutEffect(() => {
    if (field.current !== null) beginAt(field.current, canvas.takePressed())
  }, [canvas])
  useAboveKeyboard(canvas, field)
  const end = () => canvas.endWriting(id)
  return (
    <textarea
      ref={field}
      data-keeps-in-sight
      className={styles.words}
      aria-label={t('boards.canvas_wordsOf', { type: object.type })}
      maxLength={boardLimits.textLetters}
      rows={1}
      dir="auto"
      {...langOf(object)}
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
