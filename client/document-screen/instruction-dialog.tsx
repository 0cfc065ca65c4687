import { useState } from 'react'
import { useInstruct } from '#client/data/document-changes.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'

interface InstructionDialogProps {
  documentId: string
  isPage: boolean
  /** What became of each copy. */
  onDone: (copies: readonly { groupId: string | null; result: 'done' | 'failed' }[]) => void
  onClose: () => void
}

/** One line for every group's copy of a template. */
export function InstructionDialog({ documentId, isPage, onDone, onClose }: InstructionDialogProps) {
  const { t } = useMessages()
  const instruct = useInstruct(documentId)
  const [text, setText] = useState('')
  const [place, setPlace] = useState<'top' | 'end'>('end')
  const send = () =>
    instruct.mutate(
      { text: text.trim(), place },
      {
        onSuccess: ({ documents }) => {
          onDone(documents)
          onClose()
        },
      },
    )
  return (
    <Dialog title={t('documents.instructTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <OnlineForm
        problems={{ text: text.trim() === '' && t('documents.instructMissing') }}
        sending={instruct}
        submitLabel={t('documents.instructSend')}
        onSubmit={send}
      >
        <TextField
          path="text"
          label={t('documents.instructText')}
          {...(isPage ? {} : { description: t('documents.instructBoards') })}
          value={text}
          onChange={setText}
          maxLength={300}
          autoFocus
        />
        {isPage && (
          <RadioGroup
            label={t('documents.instructPlace')}
            options={[
              { id: 'end', label: t('documents.instructPlace_end') },
              { id: 'top', label: t('documents.instructPlace_top') },
            ]}
            value={place}
            onChange={setPlace}
          />
        )}
      </OnlineForm>
    </Dialog>
  )
}
