import { ImagePlus, Link2, Mic, Paperclip, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { later } from '#client/ui/later.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import { useCanvas } from '../canvas.ts'
import { useSignal } from '../signal.ts'
import { Face } from './panel-button.tsx'
import styles from './panels.module.css'

// Its dialogs are among what comes after the board (papers.tsx).
const LinkDialog = later(() => import('./papers.tsx').then((module) => module.LinkDialog))

const kinds = [
  { kind: 'picture', icon: ImagePlus },
  { kind: 'file', icon: Paperclip },
  { kind: 'voice', icon: Mic },
] as const

/** What comes from elsewhere: a picture with its words, a file, a voice note, a link. */
export function Insert() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const [isLinking, setIsLinking] = useState(false)
  const canUpload = useSignal(canvas.following).can.upload
  const label = t('boards.canvas_insert')
  const trigger = (
    <Button aria-label={label} className={cx(styles.tool)}>
      <Face icon={Plus} label={label} />
    </Button>
  )
  return (
    <>
      <Menu label={label} placement="top" trigger={<Tooltip label={label}>{trigger}</Tooltip>}>
        {kinds.map(({ kind, icon }) => (
          <MenuItem key={kind} icon={icon} isDisabled={!canUpload} onAction={() => canvas.attaching.set({ kind })}>
            {t(`boards.canvas_${kind}`)}
          </MenuItem>
        ))}
        <MenuItem icon={Link2} onAction={() => setIsLinking(true)}>
          {t('boards.canvas_link')}
        </MenuItem>
      </Menu>
      {isLinking && (
        <Suspense fallback={null}>
          <LinkDialog canvas={canvas} onClose={() => setIsLinking(false)} />
        </Suspense>
      )}
    </>
  )
}
