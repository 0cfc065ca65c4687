import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import type { EditorDocument } from './bridge.ts'

interface PageLinkDialogProps {
  editor: Editor
  documents: readonly EditorDocument[]
  onClose: () => void
}

/** A link to another page of the project: by reference, so its title stays right. */
export function PageLinkDialog({ editor, documents, onClose }: PageLinkDialogProps) {
  const { t } = useMessages()
  const [documentId, setDocumentId] = useState<string | null>(null)
  const insert = () => {
    editor
      .chain()
      .focus()
      .insertContent([
        { type: 'pageLink', attrs: { documentId } },
        { type: 'text', text: ' ' },
      ])
      .run()
    onClose()
  }
  return (
    <Dialog title={t('editor.pageLinkTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <Stack>
        {documents.length === 0 ? (
          <p>{t('editor.pageLinkNone')}</p>
        ) : (
          <ComboBox
            label={t('editor.pageLinkChoose')}
            options={documents.map(({ id, title, language }) => ({ id, label: title, language }))}
            value={documentId}
            onChange={setDocumentId}
          />
        )}
        <Actions>
          <Button variant="primary" isDisabled={documentId === null} onPress={insert}>
            {t('editor.pageLinkInsert')}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
