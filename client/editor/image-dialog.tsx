import { useMutation } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { pageImageWidths, readText, readWidth } from '#collab/documents/page-nodes.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { imageTypes } from './image-types.ts'
import { uploadImage } from './upload-image.ts'

interface ImageDialogProps {
  editor: Editor
  documentId: string
  /** Dropped or pasted; otherwise asked for here. */
  file: File | undefined
  onClose: () => void
}

/** Puts a picture into the page, or changes the description of the selected one. Asks what can be seen, each time. */
export function ImageDialog({ editor, documentId, file: given, onClose }: ImageDialogProps) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isChange = given === undefined && editor.isActive('image')
  const before = isChange ? editor.getAttributes('image') : {}
  const [file, setFile] = useState(given)
  const [alt, setAlt] = useState(readText(before['alt']))
  const [decorative, setDecorative] = useState(before['decorative'] === true)
  const [width, setWidth] = useState(readWidth(before['width']))
  const isAltMissing = !decorative && alt.trim() === ''
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadImage(documentId, { file: chosen, alt, decorative }),
    onSuccess: (fileId) => {
      const image = { type: 'image', attrs: { fileId, alt, decorative, width } }
      editor
        .chain()
        .focus()
        .insertContent([image, { type: 'paragraph' }])
        .run()
      onClose()
    },
  })
  const save = () => {
    if (isChange) {
      editor.chain().focus().updateAttributes('image', { alt, decorative, width }).run()
      return onClose()
    }
    if (file) upload.mutate(file)
  }
  return (
    <Dialog title={t('editor.pictureTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <Form problems={{ alt: isAltMissing && t('editor.pictureAltMissing') }} onSubmit={save}>
        <Stack>
          {!isChange && (
            <FileButton accept={imageTypes} onFiles={(files) => setFile(files[0])}>
              {t('editor.pictureChoose')}
            </FileButton>
          )}
          {file && <p>{t('editor.pictureChosen', { name: file.name })}</p>}
          <TextField
            path="alt"
            label={t('editor.pictureAlt')}
            description={t('editor.pictureAltHelp')}
            value={alt}
            onChange={setAlt}
            isDisabled={decorative}
            maxLength={1000}
          />
          <Checkbox isSelected={decorative} onChange={setDecorative}>
            {t('editor.pictureDecorative')}
          </Checkbox>
          <SegmentedControl
            label={t('editor.pictureWidth')}
            options={pageImageWidths.map((id) => ({
              id,
              label: {
                narrow: t('editor.pictureNarrow'),
                half: t('editor.pictureHalf'),
                full: t('editor.pictureFull'),
              }[id],
            }))}
            value={width}
            onChange={setWidth}
          />
          {upload.isError && (
            <Notice tone="danger" role="alert" title={t('editor.pictureRefused')}>
              {errorText(upload.error).text}
            </Notice>
          )}
          <Actions>
            <Button type="submit" variant="primary" isPending={upload.isPending} isDisabled={!isChange && !file}>
              {isChange ? t('editor.pictureSave') : t('editor.pictureInsert')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}
