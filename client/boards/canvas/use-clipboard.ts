import { useEffect, useMemo, useState } from 'react'
import { boardLimits, type Point } from '#collab/documents/board-model.ts'
import { isLinkTarget } from '#collab/documents/board-values.ts'
import type { Translate } from '#client/locales/messages.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { Canvas } from './canvas.ts'
import { type Clip, copyType, plainText, puttable, readClip, writeClip } from './clipboard.ts'
import { byTo, copiesOf, putCopies } from './commands/copies.ts'
import { removeChosen } from './commands/remove.ts'
import { boxAbout, create, freePlace, whyNotCreate } from './create.ts'
import { styleOf } from './styles.ts'

/** The last thing copied in this window: where the device's clipboard keeps only text, this still has the things. */
let kept: { clip: Clip; text: string } | null = null

const isAddress = (text: string) => /^https?:\/\/\S+$/i.test(text) && isLinkTarget(text)

/** Text from elsewhere: an address becomes a link, anything else a note. */
function putText(canvas: Canvas, words: string, at: Point | undefined): string | null {
  const text = words.trim().slice(0, boardLimits.textLetters)
  if (text === '') return null
  const size: Point = isAddress(text) ? [280, 0] : [200, 200]
  const box = at === undefined ? freePlace(canvas, size) : boxAbout(at, size)
  if (isAddress(text) && text.length <= boardLimits.linkLetters)
    return create(canvas, { type: 'link', href: text }, box)
  return create(canvas, { type: 'note', ...styleOf(canvas.styles.get(), 'note'), shape: 0, text }, box)
}

const isPicture = ({ type }: File) => /^image\/(png|jpeg|webp|gif)$/.test(type)

function clipboardOf(canvas: Canvas, t: Translate) {
  const take = (): Clip => ({
    documentId: canvas.session.documentId,
    things: copiesOf(canvas, canvas.chosen()),
  })
  const keep = (): { clip: Clip; text: string } => {
    const clip = take()
    const text = plainText(clip.things)
    kept = { clip, text }
    canvas.session.announce(t('boards.canvas_copied', { count: clip.things.length }))
    return kept
  }
  const putClip = (clip: Clip, at: Point | undefined) => {
    const here = canvas.session.documentId
    const things = puttable(clip, here)
    if (things.length < clip.things.length) toast(t('boards.canvas_filesStay'))
    const by: Point = at === undefined && clip.documentId === here ? [24, 24] : byTo(things, at ?? canvas.middle())
    // Pasted again, it goes on from the last copy.
    const ids = putCopies(canvas, things, { by, isSameBoard: clip.documentId === here })
    if (at === undefined && clip.documentId === here)
      kept = {
        clip: { ...clip, things: things.map((one) => ({ ...one, place: shifted(one.place) })) },
        text: kept?.text ?? '',
      }
    canvas.session.announce(t('boards.canvas_pasted', { count: ids.length }))
  }
  const putWords = (words: string, at: Point | undefined) => {
    const id = putText(canvas, words, at)
    if (id !== null) canvas.selection.choose([id])
  }
  /** True where the clipboard held something for a board. */
  const put = (data: DataTransfer, at?: Point): boolean => {
    if (whyNotCreate(canvas) !== null) return false
    const text = data.getData('text/plain')
    const own = readClip(data.getData(copyType)) ?? (kept !== null && kept.text === text ? kept.clip : null)
    const [file] = [...data.files]
    if (own !== null) putClip(own, at)
    else if (file !== undefined && canvas.session.can.upload)
      canvas.attaching.set({ kind: isPicture(file) ? 'picture' : 'file', file, ...(at === undefined ? {} : { at }) })
    else if (text !== '') putWords(text, at)
    else return false
    return true
  }
  return {
    put,
    copyTo(data: DataTransfer) {
      const { clip, text } = keep()
      data.setData(copyType, writeClip(clip))
      data.setData('text/plain', text)
    },
    /** From a menu, where there is no event of the clipboard. */
    async copy() {
      const { text } = keep()
      await navigator.clipboard?.writeText(text).catch(() => {})
    },
    async cut() {
      const { text } = keep()
      removeChosen(canvas)
      await navigator.clipboard?.writeText(text).catch(() => {})
    },
    cutChosen: () => removeChosen(canvas),
    async pasteAt(at: Point) {
      const text = await (navigator.clipboard?.readText?.() ?? Promise.resolve(null)).catch(() => null)
      if (kept !== null && (text === null || text === kept.text)) putClip(kept.clip, at)
      else if (text !== null) putWords(text, at)
      else toast(t('boards.canvas_pasteByKey'))
    },
  }
}

const shifted = ([x, y]: Point): Point => [x + 24, y + 24]

/** Copying, cutting and pasting of things, from and to anywhere. */
export function useClipboard(canvas: Canvas) {
  const { t } = useMessages()
  return useMemo(() => clipboardOf(canvas, t), [canvas, t])
}

const isField = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, [contenteditable], [role="dialog"]') !== null

/** Whether what is being dragged was taken hold of on this page: words of a title are nothing to drop on a board. */
function useOwnDrag() {
  const [own] = useState(() => ({ isOn: false }))
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('dragstart', () => void (own.isOn = true), { signal })
    document.addEventListener('dragend', () => void (own.isOn = false), { signal })
    return () => stop.abort()
  }, [own])
  return own
}

/** Lets the board hear the clipboard while no field has the focus, and what is dropped on it. */
export function useClipboardEvents(canvas: Canvas) {
  const clipboard = useClipboard(canvas)
  const ownDrag = useOwnDrag()
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const onCopy = (event: ClipboardEvent) => {
      if (isField(event.target) || canvas.selection.get().size === 0 || event.clipboardData === null) return
      event.preventDefault()
      clipboard.copyTo(event.clipboardData)
      if (event.type === 'cut') clipboard.cutChosen()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target) || event.clipboardData === null) return
      if (clipboard.put(event.clipboardData)) event.preventDefault()
    }
    document.addEventListener('copy', onCopy, { signal })
    document.addEventListener('cut', onCopy, { signal })
    document.addEventListener('paste', onPaste, { signal })
    return () => stop.abort()
  }, [canvas, clipboard])
  return {
    onDragOver: (event: React.DragEvent) => {
      if (!ownDrag.isOn) event.preventDefault()
    },
    onDrop: (event: React.DragEvent) => {
      event.preventDefault()
      if (ownDrag.isOn) return
      clipboard.put(event.dataTransfer, canvas.camera.toBoard(canvas.screenOf(event.clientX, event.clientY)))
    },
  }
}
