import { useState } from 'react'
import { useStartDocument } from '#client/data/document-changes.ts'
import type { DocumentRow } from '#client/data/documents.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

interface SaveTemplateProps {
  row: Pick<DocumentRow, 'id' | 'title' | 'language' | 'kind'>
  projectId: string
  onClose: () => void
}

/** A copy for the teachers of the project, to hand out or to begin with. */
export function SaveTemplateDialog({ row, projectId, onClose }: SaveTemplateProps) {
  const { t } = useMessages()
  const start = useStartDocument(projectId)
  const [title, setTitle] = useState(row.title)
  const copy = { kind: row.kind, groupId: null, access: 'teachers', isTemplate: true, copyOf: row.id } as const
  const save = () =>
    runChange(
      start,
      { ...copy, title: title.trim(), language: row.language },
      {
        onSuccess: () => {
          onClose()
          toast(t('boards.template_saved', { title: title.trim() }))
        },
      },
    )
  return (
    <Dialog title={t('boards.template_save')} isOpen onOpenChange={onClose} size="s">
      <OnlineForm
        problems={{ title: title.trim() === '' && t('documents.titleMissing') }}
        sending={start}
        submitLabel={t('common.save')}
        onSubmit={save}
      >
        <p>{t('boards.template_saveSentence')}</p>
        <TextField
          path="title"
          label={t('documents.titleLabel')}
          value={title}
          onChange={setTitle}
          maxLength={200}
          autoFocus
        />
      </OnlineForm>
    </Dialog>
  )
}
