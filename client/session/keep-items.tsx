import { Paperclip } from 'lucide-react'
import type { ExtractSource } from '#client/data/extracts.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MenuItem } from '#client/ui/menu.tsx'
import { PinItem } from './pin-menu.tsx'
import { useKeep } from './use-keep.ts'

interface KeepItemsProps {
  source: ExtractSource
  /** Of a menu that does not go by itself when something was chosen in a menu of its own. */
  onClose?: () => void
}

export function KeepItems({ source, onClose }: KeepItemsProps) {
  const { t } = useMessages()
  const keep = useKeep()
  if (keep === null) return null
  return (
    <>
      <MenuItem icon={Paperclip} onAction={() => keep(source)}>
        {t('extracts.keep')}
      </MenuItem>
      <PinItem of={() => ({ source })} {...(onClose && { onClose })} />
    </>
  )
}
