import { type RefObject, useEffect, useState } from 'react'
import { boardLimits } from '#collab/documents/board-model.ts'
import { isLinkTarget } from '#collab/documents/board-values.ts'
import { useBoardSession } from '../board-session.ts'
import { askerOf } from '../parts/asker.ts'
import { AttachDialog, kindOfFile, valuesOfAttached } from '../parts/attach.tsx'
import { mayAddTo } from '../parts/rights.ts'
import type { WallLayout } from './hand.ts'
import { dropData } from './pointer-drag.ts'
import { type NewCard, useAddCard, useCanMake } from './use-add.ts'

type Target = Pick<NewCard, 'parent' | 'date'>

/** Where on the wall: the column or day under the pointer. */
function targetOf(element: EventTarget | null, layout: WallLayout): Target {
  const group = element instanceof Element ? element.closest(`[${dropData.card.group}]`) : null
  const key = group?.getAttribute(dropData.card.group) ?? ''
  if (layout === 'columns') return { parent: key === '' ? null : key }
  return layout === 'timeline' ? { date: key } : {}
}

const isInField = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, [contenteditable], [role="dialog"]') !== null

/** One line that is an address is a link; anything else is the words of a card. */
function contentOfText(text: string): NewCard['content'] {
  const words = text.trim()
  const isLink = /^https?:\/\/\S+$/.test(words) && isLinkTarget(words) && words.length <= boardLimits.linkLetters
  return isLink ? { href: words } : { text: words.slice(0, boardLimits.textLetters) }
}

interface Brought {
  files: readonly File[]
  target: Target
}

/**
 * What comes from outside, dropped or pasted, becomes cards where it fell: pictures, files and voice notes through the dialog
 * that asks for their words, one after the other; text and addresses at once.
 */
export function useBring(surface: RefObject<HTMLElement | null>, layout: WallLayout) {
  const session = useBoardSession()
  const addCard = useAddCard()
  const canMake = useCanMake()
  const [brought, setBrought] = useState<Brought | null>(null)
  useEffect(() => {
    const element = surface.current
    if (!canMake || element === null) return undefined
    const mayInto = ({ parent = null }: Target) => mayAddTo(parent, askerOf(session), session.store.getModeration())
    const take = (data: DataTransfer | null, target: Target) => {
      const files = [...(data?.files ?? [])]
      if (files.length > 0 && session.can.upload && mayInto(target)) setBrought({ files, target })
      const text = data?.getData('text/plain') ?? ''
      if (files.length === 0 && text.trim() !== '' && mayInto(target))
        addCard({ ...target, content: contentOfText(text) ?? {} })
      return files.length > 0 || text.trim() !== ''
    }
    const onDragOver = (event: DragEvent) => {
      const isWanted = event.dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain')
      if (isWanted === true && !isInField(event.target)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (isInField(event.target)) return
      if (take(event.dataTransfer, targetOf(event.target, layout))) event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isInField(event.target) || event.defaultPrevented) return
      if (take(event.clipboardData, targetOf(document.activeElement, layout))) event.preventDefault()
    }
    element.addEventListener('dragover', onDragOver)
    element.addEventListener('drop', onDrop)
    document.addEventListener('paste', onPaste)
    return () => {
      element.removeEventListener('dragover', onDragOver)
      element.removeEventListener('drop', onDrop)
      document.removeEventListener('paste', onPaste)
    }
  }, [surface, layout, session, addCard, canMake])
  const [file] = brought?.files ?? []
  if (brought === null || file === undefined) return null
  const next = () => setBrought((now) => now && { ...now, files: now.files.slice(1) })
  return (
    <AttachDialog
      key={`${file.name} ${brought.files.length}`}
      kind={kindOfFile(file)}
      file={file}
      onAttached={(attached) => addCard({ ...brought.target, content: valuesOfAttached(attached) })}
      onClose={next}
    />
  )
}
