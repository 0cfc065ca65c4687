import { Editor } from '@tiptap/core'
import { EditorContent, useEditorState } from '@tiptap/react'
import { lazy, type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { countWords } from '#collab/documents/page-read.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { createBridge, type EditorBridge, type EditorDialog, type EditorDocument } from './bridge.ts'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { editorExtensions } from './extensions.ts'
import { FindBar } from './find-bar.tsx'
import { ImageDialog, imageTypes } from './image-dialog.tsx'
import { useLanguages } from './languages.ts'
import { LinkDialog } from './link-dialog.tsx'
import { Margin } from './margin.tsx'
import { PageLinkDialog } from './page-link-dialog.tsx'
import styles from './page-editor.module.css'
import './prosemirror.css'
import { mentionItems, slashItems } from './slash-items.ts'
import { SuggestionList } from './suggestion-list.tsx'
import { createSuggestionStore, type SuggestionStore } from './suggestion-menu.ts'
import { EditorToolbar } from './toolbar.tsx'

// KaTeX is as large as the rest of the editor.
const MathematicsDialog = lazy(() =>
  import('./mathematics-dialog.tsx').then((module) => ({ default: module.MathematicsDialog })),
)

export interface PageEditorProps {
  documentId: string
  title: string
  ydoc: Y.Doc
  awareness: Awareness
  canWrite: boolean
  isPupil: boolean
  people: ReadonlyMap<string, DocumentPerson>
  documents: ReadonlyMap<string, EditorDocument>
  /** Languages of the project, offered first for a paragraph. */
  languages: readonly string[]
  /** Filled with what writes plain text at the caret, while there is an editor. */
  writerRef: RefObject<((text: string) => void) | null>
}

/** As if it were pasted, and over nothing. */
function writeAtCaret(editor: Editor, text: string) {
  editor.commands.setTextSelection(editor.state.selection.to)
  editor.view.pasteText(text)
  editor.commands.focus()
}

function useBridge(open: (dialog: EditorDialog) => void, { people, documents }: PageEditorProps) {
  const { t } = useMessages()
  const facts = useMemo(
    () => ({
      people,
      documents,
      words: {
        unknownPerson: t('editor.unknownPerson'),
        unknownPage: t('editor.unknownPage'),
        emptyFormula: t('editor.emptyFormula'),
        pictureWithoutText: t('editor.pictureWithoutText'),
      },
    }),
    [people, documents, t],
  )
  const [bridge] = useState(() => createBridge(open, facts))
  useEffect(() => bridge.update(facts), [bridge, facts])
  return bridge
}

/** Pictures that are dropped or pasted go the way of all pictures: through the dialog that asks what can be seen. */
function takePicture(bridge: EditorBridge, files: FileList | undefined) {
  const picture = [...(files ?? [])].find((file) => imageTypes.includes(file.type))
  if (picture === undefined) return false
  bridge.open({ kind: 'image', file: picture })
  return true
}

/** Styles from elsewhere are dropped before they are parsed: the content policy blocks them and the page has its own. */
const withoutStyles = (html: string) =>
  html.replaceAll(/<b\s+style="font-weight:\s*normal;?"/gi, '<span').replaceAll(/\sstyle=("[^"]*"|'[^']*')/gi, '')

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
  useEffect(() => {
    words.current = t
  }, [t])
  useEffect(() => {
    const made = new Editor({
      // A pupil with a card is to write within 45 seconds: the caret waits at the end, and a long page shows its beginning.
      onCreate: ({ editor: created }) => {
        if (first.current.isPupil && first.current.canWrite) created.commands.focus('end', { scrollIntoView: false })
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
        transformPastedHTML: withoutStyles,
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
      made.destroy()
    }
  }, [ydoc, awareness, bridge, suggestions])
  useEffect(() => {
    editor?.setEditable(canWrite, false)
    editor?.view.dom.setAttribute('aria-readonly', String(!canWrite))
  }, [editor, canWrite])
  return editor
}

function WordCount({ editor }: { editor: Editor }) {
  const { t } = useMessages()
  const count = useEditorState({ editor, selector: ({ editor: now }) => countWords(now.getText()) })
  return <p className={styles.count}>{t('editor.words', { count })}</p>
}

interface DialogsProps {
  editor: Editor
  dialog: EditorDialog | null
  documentId: string
  documents: ReadonlyMap<string, EditorDocument>
  onClose: () => void
}

function Dialogs({ editor, dialog, documentId, documents, onClose }: DialogsProps) {
  switch (dialog?.kind) {
    case 'link':
      return <LinkDialog editor={editor} onClose={onClose} />
    case 'image':
      return <ImageDialog editor={editor} documentId={documentId} file={dialog.file} onClose={onClose} />
    case 'mathematics':
      return (
        <Suspense>
          <MathematicsDialog editor={editor} {...dialog} onClose={onClose} />
        </Suspense>
      )
    case 'pageLink': {
      const others = [...documents.values()].filter((document) => document.id !== documentId)
      return <PageLinkDialog editor={editor} documents={others} onClose={onClose} />
    }
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
  return (
    <>
      {canWrite && (
        <EditorToolbar editor={editor} bridge={bridge} languages={languages} onFind={() => setIsFinding(true)} />
      )}
      {isFinding && <FindBar editor={editor} canWrite={canWrite} onClose={() => setIsFinding(false)} />}
      <article className={styles.sheet}>
        <p className={styles.printTitle}>{props.title}</p>
        <EditorContent editor={editor} className={styles.text} />
        <Margin editor={editor} awareness={awareness} people={people} canWrite={canWrite} />
        <footer className={styles.foot}>
          {canWrite && <p className={styles.hint}>{t('editor.leaveHint')}</p>}
          <WordCount editor={editor} />
        </footer>
      </article>
      <SuggestionList editor={editor} store={suggestions} />
    </>
  )
}

/** The exercise-book page with its tools and margin. Key it by `ydoc.guid`. */
export function PageEditor(props: PageEditorProps) {
  const { documents, documentId } = props
  const [dialog, setDialog] = useState<EditorDialog | null>(null)
  const [suggestions] = useState(createSuggestionStore)
  const bridge = useBridge(setDialog, props)
  const editor = usePageEditor(props, bridge, suggestions)
  const { writerRef } = props
  useEffect(() => {
    writerRef.current = editor && ((text) => writeAtCaret(editor, text))
    return () => {
      writerRef.current = null
    }
  }, [editor, writerRef])
  const close = () => setDialog(null)
  return (
    <div className={styles.editor}>
      {editor && <DrawnEditor {...props} editor={editor} bridge={bridge} suggestions={suggestions} />}
      {editor && (
        <Dialogs editor={editor} dialog={dialog} documentId={documentId} documents={documents} onClose={close} />
      )}
    </div>
  )
}
