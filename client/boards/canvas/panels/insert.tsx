import { ImagePlus, Link2, Paperclip } from 'lucide-react'
import { useRef, useState } from 'react'
import { Group } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { useCanvas } from '../canvas.ts'
import { useSignal } from '../signal.ts'
import { AltDialog, LinkDialog } from './dialogs.tsx'
import { PanelButton } from './panel-button.tsx'
import { usePutFile } from './put-file.ts'
import styles from './panels.module.css'

/** Types of pictures that the server draws anew; anything else is a file. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const

/** What comes from elsewhere: a picture with its words, a file, a link. */
export function Insert() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const { putFile } = usePutFile(canvas)
  const picture = useRef<HTMLInputElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const [isLinking, setIsLinking] = useState(false)
  const [chosen, setChosen] = useState<File | null>(null)
  const pick = (input: HTMLInputElement, onFile: (picked: File) => void) => {
    const [picked] = input.files ?? []
    input.value = ''
    if (picked) onFile(picked)
  }
  const canUpload = useSignal(canvas.following).can.upload
  return (
    <Group aria-label={t('boards.canvas_insert')} className={cx(styles.group)}>
      <PanelButton
        label={t('boards.canvas_picture')}
        icon={ImagePlus}
        isDisabled={!canUpload}
        onPress={() => picture.current?.click()}
      />
      <PanelButton
        label={t('boards.canvas_file')}
        icon={Paperclip}
        isDisabled={!canUpload}
        onPress={() => file.current?.click()}
      />
      <PanelButton label={t('boards.canvas_link')} icon={Link2} onPress={() => setIsLinking(true)} />
      <input
        ref={picture}
        type="file"
        hidden
        accept={pictureTypes.join(',')}
        onChange={(event) => pick(event.currentTarget, setChosen)}
      />
      <input
        ref={file}
        type="file"
        hidden
        onChange={(event) => pick(event.currentTarget, (one) => void putFile(one))}
      />
      {chosen && (
        <AltDialog
          title={t('boards.canvas_addPicture')}
          onClose={() => setChosen(null)}
          onAlt={async (alt) => {
            await putFile(chosen, { alt })
            setChosen(null)
          }}
        />
      )}
      {isLinking && <LinkDialog canvas={canvas} onClose={() => setIsLinking(false)} />}
    </Group>
  )
}
