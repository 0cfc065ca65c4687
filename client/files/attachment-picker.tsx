import { useMutation } from '@tanstack/react-query'
import { ImagePlus, Mic, Paperclip } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { FileForm } from './file-form.tsx'
import { type FormProps, PictureForm } from './picture-form.tsx'
import { type Attachment, type NewAttachment, uploadFile, type UploadPlace } from './upload.ts'
import { VoiceForm } from './voice-form.tsx'

export type AttachmentKind = NewAttachment['kind']

const attachmentKinds = ['picture', 'file', 'voice'] as const
const icons = { picture: ImagePlus, file: Paperclip, voice: Mic }

/** A file as the server keeps it, with the words for a picture that its place is to keep. */
export type Attached = Attachment & { alt: string }

interface AttachmentDialogProps {
  place: UploadPlace
  kind: AttachmentKind
  /** Dropped or pasted; otherwise asked for here. */
  file?: File | undefined
  onAttached: (attached: Attached) => void
  onClose: () => void
}

/** Asks for one picture, file or voice note and sends it. What was chosen stays where the server refuses it. */
export function AttachmentDialog({ place, kind, file, onAttached, onClose }: AttachmentDialogProps) {
  const upload = useMutation({
    mutationFn: async (attachment: NewAttachment): Promise<Attached> => ({
      ...(await uploadFile(place, attachment)),
      alt: attachment.isDecorative === true ? '' : (attachment.alt ?? ''),
    }),
    onSuccess: (attached) => {
      onClose()
      onAttached(attached)
    },
  })
  const form = { file, isSending: upload.isPending, error: upload.error, onSend: upload.mutate }
  return <FormDialog kind={kind} form={form} onClose={() => upload.isPending || onClose()} />
}

function FormDialog({ kind, form, onClose }: { kind: AttachmentKind; form: FormProps; onClose: () => void }) {
  const { t } = useMessages()
  const title = {
    picture: t('files.picture_title'),
    file: t('files.file_title'),
    voice: t('files.voice_title'),
  }[kind]
  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      {kind === 'picture' && <PictureForm {...form} />}
      {kind === 'file' && <FileForm {...form} />}
      {kind === 'voice' && <VoiceForm {...form} />}
    </Dialog>
  )
}

interface AttachmentChooserProps extends Pick<AttachmentDialogProps, 'kind' | 'file' | 'onClose'> {
  onChosen: (attachment: NewAttachment) => void
}

/** Asks for one picture, file or voice note, and gives it on as it is: for what is written now and sent when it can be. */
export function AttachmentChooser({ kind, file, onChosen, onClose }: AttachmentChooserProps) {
  const onSend = (attachment: NewAttachment) => {
    onClose()
    onChosen(attachment)
  }
  return (
    <FormDialog kind={kind} form={{ file, isLocal: true, isSending: false, error: null, onSend }} onClose={onClose} />
  )
}

interface AttachmentPickerProps {
  place: UploadPlace
  /** The button that opens the menu. */
  trigger: ReactElement
  kinds?: readonly AttachmentKind[]
  onAttached: (attached: Attached) => void
}

/** A menu of what can be put here, and the dialog of what was chosen. */
export function AttachmentPicker({ place, trigger, kinds = attachmentKinds, onAttached }: AttachmentPickerProps) {
  const { t } = useMessages()
  const [kind, setKind] = useState<AttachmentKind | null>(null)
  const words = {
    picture: t('files.picture_add'),
    file: t('files.file_add'),
    voice: t('files.voice_add'),
  }
  return (
    <>
      <Menu trigger={trigger} label={t('files.add')}>
        {kinds.map((one) => (
          <MenuItem key={one} icon={icons[one]} onAction={() => setKind(one)}>
            {words[one]}
          </MenuItem>
        ))}
      </Menu>
      {kind !== null && (
        <AttachmentDialog place={place} kind={kind} onAttached={onAttached} onClose={() => setKind(null)} />
      )}
    </>
  )
}
