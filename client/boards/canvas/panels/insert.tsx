import { ImagePlus, Link2, Mic, Paperclip } from 'lucide-react'
import { useState } from 'react'
import { Group } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { useCanvas } from '../canvas.ts'
import { useSignal } from '../signal.ts'
import { LinkDialog } from './dialogs.tsx'
import { PanelButton } from './panel-button.tsx'
import styles from './panels.module.css'

/** What comes from elsewhere: a picture with its words, a file, a voice note, a link. */
export function Insert() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const [isLinking, setIsLinking] = useState(false)
  const canUpload = useSignal(canvas.following).can.upload
  const kinds = [
    { kind: 'picture', icon: ImagePlus, label: t('boards.canvas_picture') },
    { kind: 'file', icon: Paperclip, label: t('boards.canvas_file') },
    { kind: 'voice', icon: Mic, label: t('boards.canvas_voice') },
  ] as const
  return (
    <Group aria-label={t('boards.canvas_insert')} className={cx(styles.group)}>
      {kinds.map(({ kind, icon, label }) => (
        <PanelButton
          key={kind}
          label={label}
          icon={icon}
          isDisabled={!canUpload}
          onPress={() => canvas.attaching.set({ kind })}
        />
      ))}
      <PanelButton label={t('boards.canvas_link')} icon={Link2} onPress={() => setIsLinking(true)} />
      {isLinking && <LinkDialog canvas={canvas} onClose={() => setIsLinking(false)} />}
    </Group>
  )
}
