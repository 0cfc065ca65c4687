import type { UseMutationResult } from '@tanstack/react-query'
import { ImagePlus, Paperclip, Trash2 } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { FileForm } from './file-form.tsx'
import { fileSize } from './file-size.ts'
import { PictureForm } from './picture-form.tsx'
import type { NewAttachment } from './upload.ts'
import styles from './forms.module.css'

interface ShownFile {
  id: string
  kind: string
  name: string
  alt: string
  size: number
  width: number | null
  height: number | null
}

interface NewShownFile {
  kind: 'picture' | 'file'
  file: File
  alt: string
  decorative: 'true' | 'false'
}

type Change<Input> = Pick<UseMutationResult<unknown, Error, Input>, 'mutate' | 'isPending' | 'error' | 'reset'>

interface ShownFilesProps {
  files: readonly ShownFile[]
  /** The address before their ids. */
  folder: string
  add: Change<NewShownFile>
  remove: Change<string>
}

/** Pictures and files of what everybody may read once it is out. */
export function ShownFiles({ files, folder, add, remove }: ShownFilesProps) {
  const { t } = useMessages()
  return (
    <Card title={t('files.shown_title')}>
      <Stack>
        {remove.error && <ErrorState error={remove.error} />}
        {files.map((file, at) => (
          <Row key={file.id} isSpread>
            <Shown path={`${folder}/${file.id}`} file={file} />
            <OnlineButton
              icon={Trash2}
              isPending={remove.isPending}
              aria-label={t('files.shown_removeOf', {
                name: file.name || file.alt || t('files.shown_unnamed', { number: at + 1 }),
              })}
              onPress={() => remove.mutate(file.id)}
            >
              {t('files.shown_remove')}
            </OnlineButton>
          </Row>
        ))}
        <Row>
          <AddFile kind="picture" add={add} />
          <AddFile kind="file" add={add} />
        </Row>
      </Stack>
    </Card>
  )
}

function Shown({ path, file: { kind, alt, name, size, width, height } }: { path: string; file: ShownFile }) {
  const { locale } = useMessages()
  if (kind === 'picture')
    return (
      <img className={styles.preview} src={path} alt={alt} width={width ?? undefined} height={height ?? undefined} />
    )
  return (
    <span>
      <TextLink href={path}>{name}</TextLink> {fileSize(size, locale)}
    </span>
  )
}

interface AddProps {
  kind: 'picture' | 'file'
  add: Change<NewShownFile>
}

function AddFile({ kind, add }: AddProps) {
  const { t } = useMessages()
  const title = t(`files.shown_add_${kind}`)
  const send = ({ file, alt = '', isDecorative = false }: NewAttachment, close: () => void) =>
    add.mutate({ kind, file, alt, decorative: isDecorative ? 'true' : 'false' }, { onSuccess: close })
  const Form = kind === 'picture' ? PictureForm : FileForm
  return (
    <Dialog
      title={title}
      trigger={<Button icon={kind === 'picture' ? ImagePlus : Paperclip}>{title}</Button>}
      // Why another file was refused is not said of this one.
      onOpenChange={(isOpen) => isOpen && add.reset()}
    >
      {(close) => <Form isSending={add.isPending} error={add.error} onSend={(attachment) => send(attachment, close)} />}
    </Dialog>
  )
}
