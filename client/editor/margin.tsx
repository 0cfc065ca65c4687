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
import { frames, nowAndThen } from '#client/live/pacing.ts'
import styles from './page-editor.module.css'

interface MarginMark {
  userId: string
  paletteIndex: number
  shape: number
  top: number
}

/** The others' marks move so often, not with each letter: the eye follows no faster. */
const marksEveryMs = 250
const markHeight = 30

/** The top of a line, measured from the editor's own box. */
const topOf = ({ view }: Editor, position: number) =>
  Math.round(view.coordsAtPos(position).top - view.dom.getBoundingClientRect().top)

/** Nobody is drawn over somebody else. */
function measureOthers(editor: Editor, awareness: Awareness): MarginMark[] {
  const marks = new Map<string, MarginMark>()
  for (const { id, paletteIndex, shape, position } of caretPlaces(editor.view, awareness))
    marks.set(id, { userId: id, paletteIndex, shape, top: topOf(editor, position) })
  let lowest = -Infinity
  return [...marks.values()]
    .toSorted((one, other) => one.top - other.top)
    .map((mark) => {
      const top = Math.max(mark.top, lowest)
      lowest = top + markHeight
      return { ...mark, top }
    })
}

/** Line of one's own caret, once a frame at most; null for who only reads. */
function useOwnLine(editor: Editor, canWrite: boolean) {
  const [own, setOwn] = useState<number | null>(null)
  useEffect(() => {
    const frame = frames(() => {
      if (!editor.isDestroyed) setOwn(canWrite ? topOf(editor, editor.state.selection.head) : null)
    })
    const resize = new ResizeObserver(frame.ask)
    resize.observe(editor.view.dom)
    editor.on('transaction', frame.ask)
    frame.ask()
    return () => {
      frame.stop()
      resize.disconnect()
      editor.off('transaction', frame.ask)
    }
  }, [editor, canWrite])
  return own
}

function useMarks(editor: Editor, awareness: Awareness) {
  const [marks, setMarks] = useState<MarginMark[]>([])
  useEffect(() => {
    const later = nowAndThen(() => {
      if (editor.isDestroyed) return
      const next = measureOthers(editor, awareness)
      setMarks((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }, marksEveryMs)
    const resize = new ResizeObserver(later.ask)
    resize.observe(editor.view.dom)
    awareness.on('change', later.ask)
    later.ask()
    return () => {
      later.stop()
      resize.disconnect()
      awareness.off('change', later.ask)
    }
  }, [editor, awareness])
  return marks
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
  const marks = useMarks(editor, awareness)
  const own = useOwnLine(editor, canWrite)
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
          style={{ translate: `0 ${own}px` }}
          onPress={openMenu}
          excludeFromTabOrder
        >
          <Icon of={Plus} size="s" />
        </Button>
      )}
      {marks.map((mark) => (
        <span key={mark.userId} className={styles.mark} style={{ translate: `0 ${mark.top}px` }} aria-hidden="true">
          <Avatar name={people.get(mark.userId)?.name ?? '?'} colour={mark.paletteIndex} shape={mark.shape} size="s" />
        </span>
      ))}
    </div>
  )
}
