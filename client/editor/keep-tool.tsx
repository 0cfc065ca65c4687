import type { Editor } from '@tiptap/core'
import { Award, Paperclip } from 'lucide-react'
import { useEffect } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { usePinItems } from '#client/session/pin-menu.tsx'
import { useKeep } from '#client/session/use-keep.ts'
import { toast } from '#client/ui/toast.tsx'
import { passageOf } from './passage.ts'
import { MenuTool, Tool } from './tool.tsx'

/** Ctrl+Shift+E. Not with Alt: on many keyboards that is how one writes €. */
const isKeepKey = ({ code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) =>
  code === 'KeyE' && shiftKey && !altKey && (ctrlKey || metaKey)

/** Keeps what is selected as an extract, by the tool or by its key; the tool beside it pins it with the same press. */
export function KeepTool({ editor, documentId }: { editor: Editor; documentId: string }) {
  const { t } = useMessages()
  const keep = useKeep()
  const isOff = keep === null
  const marked = () => {
    const passage = passageOf(editor)
    if (passage === null) toast(t('extracts.nothingMarked'), { tone: 'problem' })
    return passage && { document: documentId, from: passage.from, to: passage.to }
  }
  const take = () => {
    const source = marked()
    if (source !== null) keep?.(source)
  }
  const pinItems = usePinItems(() => {
    const source = marked()
    return source && { source }
  })
  useEffect(() => {
    if (isOff) return
    const { dom } = editor.view
    const press = (event: KeyboardEvent) => {
      if (!isKeepKey(event)) return
      event.preventDefault()
      take()
    }
    dom.addEventListener('keydown', press)
    return () => dom.removeEventListener('keydown', press)
  })
  if (isOff) return null
  return (
    <>
      <Tool label={t('extracts.keepMarked')} icon={Paperclip} onPress={take} />
      {pinItems !== null && (
        <MenuTool label={t('applications.pin')} icon={Award}>
          {pinItems}
        </MenuTool>
      )}
    </>
  )
}
