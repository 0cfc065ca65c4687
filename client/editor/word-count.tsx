import { type Editor, getText, getTextSerializersFromSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { useEffect, useState } from 'react'
import { countWords } from '#collab/documents/page-read.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { nowAndThen } from '#client/live/pacing.ts'
import styles from './page-editor.module.css'

const countEveryMs = 500

/** Counts each block once: as long as nobody writes in it, its node stays the same. */
function createCounter(editor: Editor) {
  const known = new WeakMap<Node, number>()
  const textSerializers = getTextSerializersFromSchema(editor.schema)
  const count = (node: Node): number => {
    const before = known.get(node)
    if (before !== undefined) return before
    let words = 0
    if (node.isTextblock) words = countWords(getText(node, { textSerializers }))
    else node.forEach((child) => void (words += count(child)))
    known.set(node, words)
    return words
  }
  return () => count(editor.state.doc)
}

/** How many words the page has, a moment later than they are written. */
export function WordCount({ editor }: { editor: Editor }) {
  const { t } = useMessages()
  const [count, setCount] = useState(0)
  useEffect(() => {
    const counter = createCounter(editor)
    const look = () => editor.isDestroyed || setCount(counter())
    const later = nowAndThen(look, countEveryMs)
    editor.on('update', later.ask)
    look()
    return () => {
      later.stop()
      editor.off('update', later.ask)
    }
  }, [editor])
  return <p className={styles.count}>{t('editor.words', { count })}</p>
}
