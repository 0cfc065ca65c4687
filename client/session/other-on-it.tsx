import { Users } from 'lucide-react'
import { useOtherOn } from '#client/data/desk-looks.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Icon } from '#client/ui/icon.tsx'

/** That another teacher has opened it just now: two need not answer the same. */
export function OtherOnIt({ projectId, item }: { projectId: string; item: string }) {
  const { t } = useMessages()
  const name = useOtherOn(projectId, item)
  return (
    <span role="status">
      {name !== null && (
        <Badge tone="sun">
          <Icon of={Users} size="s" /> {t('desk.otherOnIt', { name })}
        </Badge>
      )}
    </span>
  )
}
