import type { Editor } from '@tiptap/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { limits } from '#collab/documents/page-nodes.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { FormulaKeys } from './formula-keys.tsx'
import { gap } from './formula-pieces.ts'
import type { Typed } from './formula-pieces.ts'
import { formulaProblem, renderFormula } from './katex.ts'
import styles from './page-editor.module.css'

interface MathematicsDialogProps {
  editor: Editor
  isInline: boolean
  latex: string
  isNew: boolean
  onClose: () => void
}

function useProblem(latex: string) {
  const { t } = useMessages()
  const problem = latex.trim() === '' ? null : formulaProblem(latex)
  switch (problem?.kind) {
    case undefined:
      return null
    case 'command':
      return t('editor.formulaUnknown', { command: problem.command })
    case 'open':
      return t('editor.formulaOpen')
    case 'place':
      return t('editor.formulaWrong', { place: problem.place })
  }
}

/** The field's words, and a way to change them where its caret is, which then has the focus again. */
function useTyped(before: string) {
  const [latex, setLatex] = useState(before)
  const place = useRef<HTMLDivElement>(null)
  const chosen = useRef<Typed | null>(null)
  useLayoutEffect(() => {
    const field = place.current?.querySelector('textarea')
    if (!chosen.current || !field) return
    field.focus()
    field.setSelectionRange(chosen.current.start, chosen.current.end)
    chosen.current = null
  })
  const [, redraw] = useState(0)
  const change = (of: (typed: Typed) => Typed) => {
    const field = place.current?.querySelector('textarea')
    const end = latex.length
    chosen.current = of({ text: latex, start: field?.selectionStart ?? end, end: field?.selectionEnd ?? end })
    setLatex(chosen.current.text.slice(0, limits.text))
    redraw((times) => times + 1)
  }
  return { latex, setLatex, place, change }
}

/** Writes a formula, with a picture of it while typing. */
export function MathematicsDialog({ editor, isInline, latex: before, isNew, onClose }: MathematicsDialogProps) {
  const { t } = useMessages()
  const { latex, setLatex, place: field, change } = useTyped(before)
  const [place, setPlace] = useState<'inline' | 'block'>(isInline ? 'inline' : 'block')
  const preview = useRef<HTMLDivElement>(null)
  const problem = useProblem(latex)
  useEffect(() => {
    if (preview.current && latex.trim() !== '') renderFormula(preview.current, latex, place === 'inline')
    else preview.current?.replaceChildren()
  }, [latex, place])
  const missing = latex.trim() === '' ? t('editor.formulaMissing') : latex.includes(gap) && t('editor.formulaBox')
  const put = () => {
    const type = place === 'inline' ? 'inlineMath' : 'blockMath'
    if (isNew) editor.chain().focus().insertContent({ type, attrs: { latex } }).run()
    else editor.chain().focus().updateAttributes(type, { latex }).run()
    onClose()
  }
  return (
    <Dialog title={t('editor.formulaTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form problems={{ latex: missing || problem }} onSubmit={put}>
        <Stack>
          <FormulaKeys onChange={change} />
          <div ref={field}>
            <TextArea
              path="latex"
              label={t('editor.formulaLatex')}
              description={t('editor.formulaHelp')}
              error={problem}
              value={latex}
              onChange={setLatex}
              rows={3}
              maxLength={limits.text}
              spellCheck="false"
              autoFocus
            />
          </div>
          {isNew && (
            <SegmentedControl
              label={t('editor.formulaPlace')}
              options={[
                { id: 'inline', label: t('editor.formulaInline') },
                { id: 'block', label: t('editor.formulaBlock') },
              ]}
              value={place}
              onChange={setPlace}
            />
          )}
          <div role="group" aria-label={t('editor.formulaPreview')} className={styles.preview} ref={preview} />
          <Actions>
            <Button type="submit" variant="primary">
              {t('editor.formulaInsert')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}
