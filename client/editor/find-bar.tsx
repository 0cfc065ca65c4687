import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import {
  findNext,
  findPrev,
  getMatchHighlights,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchState,
} from 'prosemirror-search'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { showPlace } from './caret-in-sight.ts'
import styles from './toolbar.module.css'

/** Find in the page, for everybody; replace, for those who may write. */
export function FindBar({ editor, canWrite, onClose }: { editor: Editor; canWrite: boolean; onClose: () => void }) {
  const { t } = useMessages()
  const [wanted, setWanted] = useState('')
  const [replacement, setReplacement] = useState('')
  const count = useEditorState({ editor, selector: ({ editor: now }) => getMatchHighlights(now.state).find().length })
  useEffect(() => {
    const query = new SearchQuery({ search: wanted, replace: replacement, literal: true })
    editor.view.dispatch(setSearchState(editor.state.tr, query))
  }, [editor, wanted, replacement])
  useEffect(
    () => () => {
      if (!editor.isDestroyed) editor.view.dispatch(setSearchState(editor.state.tr, new SearchQuery({ search: '' })))
    },
    [editor],
  )
  const run = (command: typeof findNext) => () => {
    command(editor.state, editor.view.dispatch)
    // The editor scrolls to where it has the focus: here the field has it.
    if (!editor.state.selection.empty) showPlace(editor, editor.state.selection.from)
  }
  const closeOnEscape = (event: { key: string }) => event.key === 'Escape' && onClose()
  // A form of two fields without a button that sends it takes no Enter.
  const onKeys = (event: KeyboardEvent) => {
    closeOnEscape(event)
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    run(event.shiftKey ? findPrev : findNext)()
  }
  return (
    <form
      role="search"
      aria-label={t('editor.findTitle')}
      className={styles.find}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={styles.findRow}>
        <TextField
          label={t('editor.findWhat')}
          placeholder={t('editor.findWhat')}
          value={wanted}
          onChange={setWanted}
          onKeyDown={onKeys}
          autoFocus
        />
        <span role="status" className={styles.found}>
          {wanted !== '' && t('editor.findCount', { count })}
        </span>
        <IconButton label={t('editor.findPrevious')} icon={ChevronUp} onPress={run(findPrev)} />
        <IconButton label={t('editor.findNext')} icon={ChevronDown} onPress={run(findNext)} />
      </div>
      {canWrite && (
        <div className={styles.findRow} data-part="replace">
          <TextField
            label={t('editor.findReplace')}
            placeholder={t('editor.findReplace')}
            value={replacement}
            onChange={setReplacement}
            onKeyDown={closeOnEscape}
          />
          <Button onPress={run(replaceNext)}>{t('editor.findReplaceOne')}</Button>
          <Button onPress={run(replaceAll)}>{t('editor.findReplaceAll')}</Button>
        </div>
      )}
      <IconButton label={t('editor.findClose')} icon={X} onPress={onClose} />
    </form>
  )
}
