import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { limits } from '#collab/documents/page-nodes.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { SegmentedControl } from '#client/ui/choice.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { formulaProblem, renderFormula } from './katex.ts'
import styles from './page-editor.module.css'

interface MathematicsDialogProps {
  editor: Editor
  isInline: boolean
  latex: string
  isNew: boolean
  onClose: () => void
}

/** Writes a formula, with a picture of it while typing. */
export function MathematicsDialog({ editor, isInline, latex: before, isNew, onClose }: MathematicsDialogProps) {
  const { t } = useMessages()
  const [latex, setLatex] = useState(before)
  const [place, setPlace] = useState<'inline' | 'block'>(isInline ? 'inline' : 'block')
  const preview = useRef<HTMLDivElement>(null)
  const problem = latex.trim() === '' ? null : formulaProblem(latex)
  useEffect(() => {
    if (preview.current && latex.trim() !== '') renderFormula(preview.current, latex, place === 'inline')
    else preview.current?.replaceChildren()
  }, [latex, place])
  const put = () => {
    const type = place === 'inline' ? 'inlineMath' : 'blockMath'
    if (isNew) editor.chain().focus().insertContent({ type, attrs: { latex } }).run()
    else editor.chain().focus().updateAttributes(type, { latex }).run()
    onClose()
  }
  return (
    <Dialog title={t('editor.formulaTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (latex.trim() !== '' && problem === null) put()
        }}
      >
        <Stack>
          <TextArea
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
            <Button type="submit" variant="primary" isDisabled={latex.trim() === '' || problem !== null}>
              {t('editor.formulaInsert')}
            </Button>
          </Actions>
        </Stack>
      </form>
    </Dialog>
  )
}
