import { Editor } from '@tiptap/core'
import { later } from '#client/ui/later.tsx'
import { EditorContent } from '@tiptap/react'
import { memo, type RefObject, Suspense, useCallback, useEffect, useId, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { WaitingFrom } from '#client/live/branch.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { EditorBridge, EditorDialog, EditorDocument } from './bridge.ts'
import { useWorkPlace } from '#client/ui/work-place.ts'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { editorExtensions } from './extensions.ts'
import { useLanguages } from './languages.ts'
import { type LastCaret, readCaret, restoreCaret } from './last-caret.ts'
import { imageTypes } from './image-types.ts'
import { Margin } from './margin.tsx'
import styles from './page-editor.module.css'
import './prosemirror.css'
import { mentionItems, slashItems } from './slash-items.ts'
import { SuggestionList } from './suggestion-list.tsx'
import { withLists } from './word-lists.ts'
import { createSuggestionStore, type SuggestionStore } from './suggestion-menu.ts'
import { EditorToolbar } from './toolbar.tsx'
import toolStyles from './toolbar.module.css'
import { useBridge } from './use-bridge.ts'
import { WordCount } from './word-count.tsx'
import { withoutStyles } from './without-styles.ts'
import { offerCaret } from './first-caret.ts'

// What is opened now and then comes when it is: KaTeX alone is as large as the rest of the editor.
const MathematicsDialog = later(() => import('./mathematics-dialog.tsx').then((module) => module.MathematicsDialog))
const FindBar = later(() => import('./find-bar.tsx').then((module) => module.FindBar))
const LinkDialog = later(() => import('./link-dialog.tsx').then((module) => module.LinkDialog))
const ImageDialog = later(() => import('./image-dialog.tsx').then((module) => module.ImageDialog))
const RemoveDialog = later(() => import('#client/removals/remove-dialog.tsx').then((module) => module.RemoveDialog))
const RemovalsDialog = later(() =>
  import('#client/removals/removals-dialog.tsx').then((module) => module.RemovalsDialog),
)
const PageLinkDialog = later(() => import('./page-link-dialog.tsx').then((module) => module.PageLinkDialog))

export interface PageEditorProps {
  documentId: string
  title: string
  /** Of the title. */
  language: string | null
  ydoc: Y.Doc
  awareness: Awareness
  canWrite: boolean
  isPupil: boolean
  /** Locks passages and takes them away for good. */
  canManage: boolean
  /** One's own words that a teacher reads before the others see them. */
  waitingFrom: WaitingFrom
  people: ReadonlyMap<string, DocumentPerson>
  documents: ReadonlyMap<string, EditorDocument>
  /** Languages of the project, offered first for a paragraph. */
  languages: readonly string[]
  /** Filled with what writes plain text at the caret, while there is an editor. */
  writerRef: RefObject<((text: string) => void) | null>
  /** Hears of the editor while there is one. */
  onEditor: (editor: Editor | null) => void
  /** Where the caret stood when the editor before this one went. */
  caretRef: RefObject<LastCaret | null>
}

/** As if it were pasted, and over nothing. */
function writeAtCaret(editor: Editor, text: string) {
  editor.commands.setTextSelection(editor.state.selection.to)
  editor.view.pasteText(text)
  editor.commands.focus()
}

/** Pictures that are dropped or pasted go the way of all pictures: through the dialog that asks what can be seen. */
function takePicture(bridge: EditorBridge, files: FileList | undefined) {
  const picture = [...(files ?? [])].find((file) => imageTypes.includes(file.type))
  if (picture === undefined) return false
  bridge.open({ kind: 'image', file: picture })
  return true
}

/** A click or Enter on what has a dialog of its own opens it. */
function openSelected(editor: Editor, bridge: EditorBridge) {
  if (editor.isActive('image')) bridge.open({ kind: 'image' })
  for (const type of ['inlineMath', 'blockMath'] as const) {
    if (!editor.isActive(type)) continue
    const latex = String(editor.getAttributes(type)['latex'] ?? '')
    bridge.open({ kind: 'mathematics', isInline: type === 'inlineMath', latex, isNew: false })
    return true
  }
  return editor.isActive('image')
}

/**
 * The editor of this ydoc, made in an effect and destroyed in its cleanup: React hides and shows trees, and mounts twice
 * in strict mode. Everything that may change later reaches it through the bridge or the effect below.
 */
function usePageEditor(props: PageEditorProps, bridge: EditorBridge, suggestions: SuggestionStore) {
  const { t } = useMessages()
  const { ydoc, awareness, canWrite, isPupil } = props
  const [editor, setEditor] = useState<Editor | null>(null)
  const words = useRef(t)
  const first = useRef({ canWrite, isPupil })
  const { caretRef } = props
  useEffect(() => {
    words.current = t
  }, [t])
  useEffect(() => {
    const made = new Editor({
      onCreate: ({ editor: created }) => {
        if (caretRef.current) restoreCaret(created, caretRef.current)
        else if (first.current.canWrite) offerCaret(created, first.current)
      },
      editable: first.current.canWrite,
      injectCSS: false,
      extensions: editorExtensions({
        ydoc,
        awareness,
        bridge,
        suggestions,
        slashItems: () => slashItems(words.current, bridge, first.current.isPupil),
        mentionItems: () => mentionItems(bridge),
        placeholders: () => ({ heading: words.current('editor.heading1'), text: words.current('editor.placeholder') }),
      }),
      editorProps: {
        attributes: {
          class: 'page-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': words.current('editor.label'),
          translate: 'no',
          tabindex: '0',
        },
        transformPastedHTML: (html) => withoutStyles(withLists(html)),
        handlePaste: (view, event) => view.editable && takePicture(bridge, event.clipboardData?.files),
        handleDrop: (view, event) => view.editable && takePicture(bridge, event.dataTransfer?.files),
        handleDoubleClick: (view) => view.editable && openSelected(made, bridge),
        handleKeyDown: (view, event) => view.editable && event.key === 'Enter' && openSelected(made, bridge),
      },
    })
    setEditor(made)
    return () => {
      setEditor(null)
      suggestions.set(null)
      if (made.isInitialized) caretRef.current = readCaret(made)
      made.destroy()
    }
  }, [ydoc, awareness, bridge, suggestions, caretRef])
  useEffect(() => {
    editor?.setEditable(canWrite, false)
    editor?.view.dom.setAttribute('aria-readonly', String(!canWrite))
  }, [editor, canWrite])
  return editor
}

/** Who hears the page is told at the text how to leave it: there the Tab key writes. */
function useHint(editor: Editor, canWrite: boolean) {
  const id = useId()
  useEffect(() => {
    const { dom } = editor.view
    if (canWrite) dom.setAttribute('aria-describedby', id)
    else dom.removeAttribute('aria-describedby')
  }, [editor, canWrite, id])
  return id
}

interface DialogsProps {
  editor: Editor
  dialog: EditorDialog | null
  documentId: string
  documents: ReadonlyMap<string, EditorDocument>
  people: ReadonlyMap<string, DocumentPerson>
  onClose: () => void
}

function Dialogs({ editor, dialog, documentId, documents, people, onClose }: DialogsProps) {
  switch (dialog?.kind) {
    case 'link':
      return <LinkDialog editor={editor} onClose={onClose} />
    case 'image':
      return <ImageDialog editor={editor} documentId={documentId} file={dialog.file} onClose={onClose} />
    case 'mathematics':
      return <MathematicsDialog editor={editor} {...dialog} onClose={onClose} />
    case 'pageLink': {
      const others = [...documents.values()].filter((document) => document.id !== documentId)
      return <PageLinkDialog editor={editor} documents={others} onClose={onClose} />
    }
    case 'remove':
      return <RemoveDialog documentId={documentId} passage={dialog.passage} onClose={onClose} />
    case 'removals':
      return <RemovalsDialog documentId={documentId} people={people} onClose={onClose} />
    case undefined:
      return null
  }
}

interface DrawnEditorProps extends PageEditorProps {
  editor: Editor
  bridge: EditorBridge
  suggestions: SuggestionStore
}

function DrawnEditor({ editor, bridge, suggestions, ...props }: DrawnEditorProps) {
  const { awareness, canWrite, people } = props
  const { t } = useMessages()
  const [isFinding, setIsFinding] = useState(false)
  const languages = useLanguages(props.languages)
  const find = useCallback(() => setIsFinding(true), [])
  const hintId = useHint(editor, canWrite)
  useWorkPlace('text', () => editor.view.dom.focus())
  return (
    <>
      {(canWrite || isFinding) && (
        <div className={toolStyles.bars} data-covers>
          {canWrite && (
            <EditorToolbar
              editor={editor}
              bridge={bridge}
              documentId={props.documentId}
              languages={languages}
              canManage={props.canManage}
              onFind={find}
            />
          )}
          <Suspense>
            {isFinding && <FindBar editor={editor} canWrite={canWrite} onClose={() => setIsFinding(false)} />}
          </Suspense>
        </div>
      )}
      <article className={styles.sheet}>
        <p className={styles.printTitle} lang={props.language ?? undefined}>
          {props.title}
        </p>
        <EditorContent editor={editor} className={styles.text} />
        <Margin editor={editor} awareness={awareness} people={people} canWrite={canWrite} />
        <footer className={styles.foot}>
          {canWrite && (
            <p id={hintId} className={styles.hint}>
              {t('editor.leaveHint')} {t('editor.tickHint')}
              <span className="visually-hidden"> {t('app.regionKeys')}</span>
            </p>
          )}
          <WordCount editor={editor} />
        </footer>
      </article>
      <SuggestionList editor={editor} store={suggestions} />
    </>
  )
}

/** The exercise-book page with its tools and margin. Key it by `ydoc.guid`. What is said around it does not draw it anew. */
export const PageEditor = memo((props: PageEditorProps) => {
  const { documents, documentId, people } = props
  const [dialog, setDialog] = useState<EditorDialog | null>(null)
  const [suggestions] = useState(createSuggestionStore)
  const bridge = useBridge(setDialog, props)
  const editor = usePageEditor(props, bridge, suggestions)
  const { writerRef, onEditor } = props
  useEffect(() => {
    onEditor(editor)
    writerRef.current = editor && ((text) => writeAtCaret(editor, text))
    return () => {
      onEditor(null)
      writerRef.current = null
    }
  }, [editor, writerRef, onEditor])
  const close = () => setDialog(null)
  return (
    <div className={styles.editor}>
      {editor && <DrawnEditor {...props} editor={editor} bridge={bridge} suggestions={suggestions} />}
      {editor && (
        <Suspense>
          <Dialogs {...{ editor, dialog, documentId, documents, people }} onClose={close} />
        </Suspense>
      )}
    </div>
  )
})
