import type { Editor, Range } from '@tiptap/core'
import type { Translate } from '#client/locales/messages.tsx'
import type { EditorBridge } from './bridge.ts'
import type { SuggestionItem } from './suggestion-menu.ts'

type Chain = ReturnType<Editor['chain']>

/** What "/" offers: nine things to pupils, all of them to adults. */
export function slashItems(t: Translate, bridge: EditorBridge, isPupil: boolean): SuggestionItem[] {
  const block = (id: string, label: string, change: (chain: Chain) => Chain): SuggestionItem => ({
    id,
    label,
    run: (editor: Editor, range: Range) => void change(editor.chain().focus().deleteRange(range)).run(),
  })
  const dialog = (id: string, label: string, open: () => void): SuggestionItem => ({
    id,
    label,
    run: (editor, range) => {
      editor.chain().focus().deleteRange(range).run()
      open()
    },
  })
  const forAll = [
    block('heading1', t('editor.heading1'), (chain) => chain.setNode('heading', { level: 1 })),
    block('bullets', t('editor.bullets'), (chain) => chain.toggleBulletList()),
    block('numbers', t('editor.numbers'), (chain) => chain.toggleOrderedList()),
    block('ticks', t('editor.ticks'), (chain) => chain.toggleTaskList()),
    dialog('picture', t('editor.picture'), () => bridge.open({ kind: 'image' })),
    block('table', t('editor.table'), (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
    block('quote', t('editor.quote'), (chain) => chain.toggleBlockquote()),
    dialog('formula', t('editor.formula'), () =>
      bridge.open({ kind: 'mathematics', isInline: false, latex: '', isNew: true }),
    ),
    dialog('pageLink', t('editor.pageLinkTitle'), () => bridge.open({ kind: 'pageLink' })),
  ]
  if (isPupil) return forAll
  return [
    ...forAll,
    block('heading2', t('editor.heading2'), (chain) => chain.setNode('heading', { level: 2 })),
    block('heading3', t('editor.heading3'), (chain) => chain.setNode('heading', { level: 3 })),
    block('paragraph', t('editor.paragraph'), (chain) => chain.setParagraph()),
    block('code', t('editor.codeBlock'), (chain) => chain.toggleCodeBlock()),
    block('rule', t('editor.rule'), (chain) => chain.setHorizontalRule()),
    block('mention', t('editor.mention'), (chain) => chain.insertContent('@')),
  ]
}

/** What "@" offers: the people of the project, by the names this reader may see. */
export function mentionItems(bridge: EditorBridge): SuggestionItem[] {
  return [...bridge.facts().people.values()].map((person) => ({
    id: person.userId,
    label: person.name,
    run: (editor, range) => {
      const content = [
        { type: 'mention', attrs: { userId: person.userId } },
        { type: 'text', text: ' ' },
      ]
      editor.chain().focus().insertContentAt(range, content).run()
    },
  }))
}
