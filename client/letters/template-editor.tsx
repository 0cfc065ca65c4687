import { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { Braces, Heading as HeadingIcon, List, Redo2, Undo2 } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Toolbar } from 'react-aria-components'
import type { TemplateBody } from '#client/data/letters.ts'
import '#client/editor/prosemirror.css'
import { MenuTool, ToggleTool, Tool } from '#client/editor/tool.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { useProblem } from '#client/ui/form.tsx'
import { MenuItem, MenuSection } from '#client/ui/menu.tsx'
import { fieldBlock } from './field-node.ts'
import { type LetterField, lineFields, listFields, useFieldWords } from './field-words.ts'
import { bodyOf, docOf } from './template-body.ts'
import styles from './template-editor.module.css'
import { templateExtensions } from './template-extensions.ts'

interface TemplateEditorProps {
  language: string
  /** With what it begins. */
  body: TemplateBody
  onChange: (body: TemplateBody) => void
}

/** The words of a letter, with fields as chips among them. */
export function TemplateEditor({ language, body, onChange }: TemplateEditorProps) {
  const { t } = useMessages()
  const [editor, setEditor] = useState<Editor | null>(null)
  const [, setTurn] = useState(0)
  const nameOf = useFieldWords()
  const latest = useRef({ nameOf, onChange, label: t('letters.body') })
  const first = useRef({ body, language })
  const helpId = useId()
  const problem = useProblem('body.content')
  useEffect(() => {
    latest.current = { nameOf, onChange, label: t('letters.body') }
  })
  useEffect(() => {
    const made = new Editor({
      injectCSS: false,
      content: docOf(first.current.body),
      extensions: templateExtensions((name) => latest.current.nameOf(name)),
      editorProps: {
        attributes: {
          ...{ class: 'page-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': latest.current.label },
          ...{ 'aria-describedby': helpId, lang: first.current.language, tabindex: '0' },
        },
      },
      onUpdate: ({ editor: changed }) => latest.current.onChange(bodyOf(changed.getJSON())),
      // The tools show where the caret stands.
      onTransaction: () => setTurn((turn) => turn + 1),
    })
    setEditor(made)
    return () => {
      setEditor(null)
      made.destroy()
    }
  }, [helpId])
  return (
    <div className={styles.editor} data-invalid={problem !== null || undefined}>
      {editor && <Tools editor={editor} />}
      {editor && <EditorContent editor={editor} className={styles.words} />}
      <p id={helpId} className={styles.help}>
        {t('letters.bodyHelp')}
      </p>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

function Tools({ editor }: { editor: Editor }) {
  const { t } = useMessages()
  const nameOf = useFieldWords()
  const chain = () => editor.chain().focus()
  const insert = (name: LetterField) => chain().insertContent(fieldBlock(name)).run()
  const items = (names: readonly LetterField[]) =>
    names.map((name) => (
      <MenuItem key={name} onAction={() => insert(name)}>
        {nameOf(name)}
      </MenuItem>
    ))
  return (
    <Toolbar className={styles.tools ?? ''} aria-label={t('letters.tools')}>
      <Tool
        label={t('letters.undo')}
        icon={Undo2}
        isDisabled={!editor.can().undo()}
        onPress={() => chain().undo().run()}
      />
      <Tool
        label={t('letters.redo')}
        icon={Redo2}
        isDisabled={!editor.can().redo()}
        onPress={() => chain().redo().run()}
      />
      <ToggleTool
        label={t('letters.heading')}
        icon={HeadingIcon}
        isOn={editor.isActive('heading')}
        onPress={() => chain().toggleHeading({ level: 2 }).run()}
      />
      <ToggleTool
        label={t('letters.bullets')}
        icon={List}
        isOn={editor.isActive('bulletList')}
        onPress={() => chain().toggleBulletList().run()}
      />
      <MenuTool label={t('letters.insert')} icon={Braces}>
        <MenuSection title={t('letters.lineFields')}>{items(lineFields)}</MenuSection>
        <MenuSection title={t('letters.listFields')}>{items(listFields)}</MenuSection>
      </MenuTool>
    </Toolbar>
  )
}
