import { Paperclip } from 'lucide-react'
import type { ExtractSource } from '#client/data/extracts.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MenuItem } from '#client/ui/menu.tsx'
import { useKeep } from './use-keep.ts'

/** In the menu of whatever can be kept as an extract. */
export function KeepItem({ source }: { source: ExtractSource }) {
  const { t } = useMessages()
  const keep = useKeep()
  if (keep === null) return null
  return (
    <MenuItem icon={Paperclip} onAction={() => keep(source)}>
      {t('extracts.keep')}
    </MenuItem>
  )
}
