import { useState } from 'react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { planLimits } from '#collab/documents/things/plan-values.ts'
import { FrameworkLines } from '#client/frameworks/framework-lines.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { useBoardSession } from '../board-session.ts'
import type { FieldsProps } from './thing-dialog.tsx'

/** Lines of the project's frameworks that a session works on: many, so behind one button that counts them. */
export function ItemsChoice({ draft: { itemIds }, set }: FieldsProps) {
  const { t } = useMessages()
  const { projectId } = useBoardSession()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Stack>
      <div>
        <Button
          icon={isOpen ? ChevronDown : ChevronRight}
          aria-expanded={isOpen}
          onPress={() => setIsOpen((before) => !before)}
        >
          {t('plan.worksOn', { count: itemIds.length })}
        </Button>
      </div>
      {isOpen && (
        <FrameworkLines
          {...{ projectId, itemIds }}
          most={planLimits.itemIds}
          onChange={(chosen) => set({ itemIds: chosen })}
        />
      )}
    </Stack>
  )
}
