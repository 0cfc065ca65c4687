import type { Editor } from '@tiptap/core'
import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Awareness } from 'y-protocols/awareness'
import { useMessages } from '#client/locales/messages.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { caretPlaces } from './carets.ts'
import styles from './page-editor.module.css'

interface MarginMark {
  key: string
  userId: string
  paletteIndex: number
  shape: number
  top: number
}

interface MarginPlaces {
  marks: MarginMark[]
  /** Line of one's own caret, while the text has the focus. */
  own: number | null
}

/** Tops of lines, measured from the editor's own box. Nobody is drawn over somebody else. */
function measure(editor: Editor, awareness: Awareness): MarginPlaces {
  const { view } = editor
  const origin = view.dom.getBoundingClientRect().top
  const topOf = (position: number) => view.coordsAtPos(position).top - origin
  const marks = new Map<string, MarginMark>()
  for (const { id, paletteIndex, shape, position } of caretPlaces(view, awareness)) {
    marks.set(id, { key: id, userId: id, paletteIndex, shape, top: topOf(position) })
  }
  let lowest = -Infinity
  const spread = [...marks.values()]
    .toSorted((one, other) => one.top - other.top)
    .map((mark) => {
      const top = Math.max(mark.top, lowest)
      lowest = top + 30
      return { ...mark, top }
    })
  return { marks: spread, own: editor.isEditable ? topOf(view.state.selection.head) : null }
}

function usePlaces(editor: Editor, awareness: Awareness) {
  const [places, setPlaces] = useState<MarginPlaces>({ marks: [], own: null })
  useEffect(() => {
    let frame = 0
    const later = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        if (!editor.isDestroyed) setPlaces(measure(editor, awareness))
      })
    }
    const resize = new ResizeObserver(later)
    resize.observe(editor.view.dom)
    awareness.on('change', later)
    editor.on('transaction', later)
    later()
    return () => {
      cancelAnimationFrame(frame)
      resize.disconnect()
      awareness.off('change', later)
      editor.off('transaction', later)
    }
  }, [editor, awareness])
  return places
}

interface MarginProps {
  editor: Editor
  awareness: Awareness
  people: ReadonlyMap<string, DocumentPerson>
  canWrite: boolean
}

/** The margin: who writes where, and "+" at one's own line. Marks are drawn for the eye; names are in the header. */
export function Margin({ editor, awareness, people, canWrite }: MarginProps) {
  const { t } = useMessages()
  const { marks, own } = usePlaces(editor, awareness)
  const openMenu = () => {
    const { $from, empty } = editor.state.selection
    const isEmptyLine = empty && $from.parent.content.size === 0
    const chain = editor.chain().focus()
    if (!isEmptyLine)
      chain.insertContentAt($from.end($from.depth === 0 ? 0 : 1) + ($from.depth === 0 ? 0 : 1), { type: 'paragraph' })
    chain.insertContent('/').run()
  }
  return (
    <div className={styles.margin}>
      {canWrite && own !== null && (
        <Button
          aria-label={t('editor.insertHere')}
          className={cx(styles.plus)}
          style={{ top: own }}
          onPress={openMenu}
          excludeFromTabOrder
        >
          <Icon of={Plus} size="s" />
        </Button>
      )}
      {marks.map((mark) => (
        <span key={mark.key} className={styles.mark} style={{ top: mark.top }} aria-hidden="true">
          <Avatar name={people.get(mark.userId)?.name ?? '?'} colour={mark.paletteIndex} shape={mark.shape} size="s" />
        </span>
      ))}
    </div>
  )
}
