import type { Editor } from '@tiptap/core'
import {
  AtSign,
  Baseline,
  Bold,
  Code,
  FileText,
  Heading,
  ImagePlus,
  Italic,
  Languages,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Lock,
  Printer,
  Redo2,
  Search,
  Sigma,
  Strikethrough,
  Table,
  TextQuote,
  Trash2,
  Underline,
  Undo2,
} from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { Group, Toolbar } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { afterMenu } from '#client/ui/after-menu.ts'
import { cx } from '#client/ui/cx.ts'
import { afterwards } from '#client/ui/later.tsx'
import { MenuItem, MenuSeparator } from '#client/ui/menu.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { EditorBridge } from './bridge.ts'
import { useLanguageName } from './languages.ts'
import { toggleLock } from './locked-blocks.ts'
import { passageOf } from './passage.ts'
import { type ToolState, useToolState } from './tool-state.ts'
import { MenuTool, ToggleTool, Tool } from './tool.tsx'
import styles from './toolbar.module.css'

const KeepTool = afterwards(() => import('./keep-tool.tsx').then((module) => module.KeepTool))

interface ToolbarProps {
  documentId: string
  editor: Editor
  bridge: EditorBridge
  languages: readonly string[]
  canManage: boolean
  onFind: () => void
}

const colours = [1, 2, 3, 4, 5, 6, 7, 8] as const
const marks = ['bold', 'italic', 'underline', 'strike'] as const
const markIcons = { bold: Bold, italic: Italic, underline: Underline, strike: Strikethrough }
const levels = [1, 2, 3] as const

/** The tools stay above the on-screen keyboard, which covers the bottom of the window on tablets. */
function useKeyboardInset() {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const viewport = globalThis.visualViewport
    if (!viewport) return
    const place = () => {
      const covered = Math.max(0, globalThis.innerHeight - viewport.height - viewport.offsetTop)
      bar.current?.style.setProperty('--keyboard', `${Math.round(covered)}px`)
    }
    viewport.addEventListener('resize', place)
    viewport.addEventListener('scroll', place)
    return () => {
      viewport.removeEventListener('resize', place)
      viewport.removeEventListener('scroll', place)
    }
  }, [])
  return bar
}

function TextTools({ editor, state }: { editor: Editor; state: ToolState }) {
  const { t } = useMessages()
  const chain = () => editor.chain().focus()
  return (
    <>
      <Group className={cx(styles.group)} aria-label={t('editor.history')}>
        <Tool label={t('editor.undo')} icon={Undo2} isDisabled={!state.canUndo} onPress={() => chain().undo().run()} />
        <Tool label={t('editor.redo')} icon={Redo2} isDisabled={!state.canRedo} onPress={() => chain().redo().run()} />
      </Group>
      <Group className={cx(styles.group)} aria-label={t('editor.style')}>
        <MenuTool label={t('editor.style')} icon={Heading}>
          <MenuItem onAction={() => chain().setParagraph().run()}>{t('editor.paragraph')}</MenuItem>
          {levels.map((level) => (
            <MenuItem key={level} onAction={() => chain().setNode('heading', { level }).run()}>
              {t(`editor.heading${level}`)}
            </MenuItem>
          ))}
        </MenuTool>
        {marks.map((mark) => (
          <ToggleTool
            key={mark}
            label={t(`editor.${mark}`)}
            icon={markIcons[mark]}
            isOn={state[mark]}
            onPress={() => chain().toggleMark(mark).run()}
          />
        ))}
        <MenuTool label={t('editor.colour')} icon={Baseline}>
          <MenuItem onAction={() => chain().unsetMark('colour').run()}>{t('editor.colourNone')}</MenuItem>
          {colours.map((index) => (
            <MenuItem key={index} onAction={() => chain().setMark('colour', { index }).run()}>
              {t(`editor.colour${index}`)}
            </MenuItem>
          ))}
        </MenuTool>
      </Group>
      <Group className={cx(styles.group)} aria-label={t('editor.bullets')}>
        <ToggleTool
          label={t('editor.bullets')}
          icon={List}
          isOn={state.bullets}
          onPress={() => chain().toggleBulletList().run()}
        />
        <ToggleTool
          label={t('editor.numbers')}
          icon={ListOrdered}
          isOn={state.numbers}
          onPress={() => chain().toggleOrderedList().run()}
        />
        <ToggleTool
          label={t('editor.ticks')}
          icon={ListChecks}
          isOn={state.ticks}
          onPress={() => chain().toggleTaskList().run()}
        />
        <ToggleTool
          label={t('editor.quote')}
          icon={TextQuote}
          isOn={state.quote}
          onPress={() => chain().toggleBlockquote().run()}
        />
        <ToggleTool
          label={t('editor.code')}
          icon={Code}
          isOn={state.code}
          onPress={() => chain().toggleCodeBlock().run()}
        />
      </Group>
    </>
  )
}

function TableTool({ editor, inTable }: { editor: Editor; inTable: boolean }) {
  const { t } = useMessages()
  const chain = () => editor.chain().focus()
  if (!inTable) {
    const insert = () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()
    return <Tool label={t('editor.table')} icon={Table} onPress={insert} />
  }
  return (
    <MenuTool label={t('editor.table')} icon={Table}>
      <MenuItem onAction={() => chain().addRowBefore().run()}>{t('editor.rowBefore')}</MenuItem>
      <MenuItem onAction={() => chain().addRowAfter().run()}>{t('editor.rowAfter')}</MenuItem>
      <MenuItem onAction={() => chain().deleteRow().run()}>{t('editor.rowRemove')}</MenuItem>
      <MenuSeparator />
      <MenuItem onAction={() => chain().addColumnBefore().run()}>{t('editor.columnBefore')}</MenuItem>
      <MenuItem onAction={() => chain().addColumnAfter().run()}>{t('editor.columnAfter')}</MenuItem>
      <MenuItem onAction={() => chain().deleteColumn().run()}>{t('editor.columnRemove')}</MenuItem>
      <MenuSeparator />
      <MenuItem onAction={() => chain().toggleHeaderRow().run()}>{t('editor.headerRow')}</MenuItem>
      <MenuItem isDanger onAction={() => chain().deleteTable().run()}>
        {t('editor.tableRemove')}
      </MenuItem>
    </MenuTool>
  )
}

/** For teachers: what is to be nowhere any more. */
function RemoveTool({ editor, bridge }: Pick<ToolbarProps, 'editor' | 'bridge'>) {
  const { t } = useMessages()
  const ask = () => {
    const passage = passageOf(editor)
    if (passage === null) toast(t('removals.nothingMarked'), { tone: 'problem' })
    else afterMenu(() => bridge.open({ kind: 'remove', passage }))
  }
  return (
    <MenuTool label={t('removals.tool')} icon={Trash2}>
      <MenuItem isDanger onAction={ask}>
        {t('removals.markFirst')}
      </MenuItem>
      <MenuItem onAction={() => afterMenu(() => bridge.open({ kind: 'removals' }))}>{t('removals.show')}</MenuItem>
    </MenuTool>
  )
}

function InsertTools(props: ToolbarProps & { state: ToolState }) {
  const { editor, bridge, documentId, languages, canManage, onFind, state } = props
  const { t } = useMessages()
  const nameOf = useLanguageName()
  const setLanguage = (language: string | null) => {
    const chain = editor.chain().focus()
    for (const type of ['paragraph', 'heading', 'blockquote']) chain.updateAttributes(type, { language })
    chain.run()
  }
  return (
    <>
      <Group className={cx(styles.group)} aria-label={t('editor.slashMenu')}>
        <ToggleTool
          label={t('editor.link')}
          icon={Link}
          isOn={state.link}
          onPress={() => bridge.open({ kind: 'link' })}
        />
        <Tool label={t('editor.picture')} icon={ImagePlus} onPress={() => bridge.open({ kind: 'image' })} />
        <TableTool editor={editor} inTable={state.inTable} />
        <Tool
          label={t('editor.formula')}
          icon={Sigma}
          onPress={() => bridge.open({ kind: 'mathematics', isInline: true, latex: '', isNew: true })}
        />
        <Tool label={t('editor.pageLink')} icon={FileText} onPress={() => bridge.open({ kind: 'pageLink' })} />
        <Tool
          label={t('editor.mention')}
          icon={AtSign}
          onPress={() => editor.chain().focus().insertContent('@').run()}
        />
      </Group>
      <Group className={cx(styles.group)} aria-label={t('editor.language')}>
        <MenuTool label={t('editor.language')} icon={Languages}>
          <MenuItem onAction={() => setLanguage(null)}>{t('editor.languageNone')}</MenuItem>
          {languages.map((language) => (
            <MenuItem key={language} onAction={() => setLanguage(language)}>
              {nameOf(language)}
            </MenuItem>
          ))}
        </MenuTool>
        <Tool label={t('editor.find')} icon={Search} onPress={onFind} />
        {canManage && (
          <ToggleTool
            label={t('editor.lock')}
            icon={Lock}
            isOn={state.locked}
            onPress={() => {
              toggleLock(editor)
              editor.commands.focus()
            }}
          />
        )}
        <KeepTool editor={editor} documentId={documentId} />
        {canManage && <RemoveTool editor={editor} bridge={bridge} />}
        <Tool label={t('editor.print')} icon={Printer} onPress={() => globalThis.print()} />
      </Group>
    </>
  )
}

/** One row of tools: arrow keys inside, one Tab stop from outside. Drawn anew where a tool changes, not with each key. */
export const EditorToolbar = memo((props: ToolbarProps) => {
  const { t } = useMessages()
  const bar = useKeyboardInset()
  const state = useToolState(props.editor)
  return (
    <Toolbar ref={bar} aria-label={t('editor.tools')} className={cx(styles.toolbar)} data-covers>
      <TextTools editor={props.editor} state={state} />
      <InsertTools {...props} state={state} />
    </Toolbar>
  )
})
