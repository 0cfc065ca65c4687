import { useQuery } from '@tanstack/react-query'
import { PencilOff } from 'lucide-react'
import { Suspense, useState } from 'react'
import { rulesQuery } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { later } from '#client/ui/later.tsx'
import type { RuleTarget } from './rules-dialog.tsx'

const RulesDialog = later(() => import('./rules-dialog.tsx').then((module) => module.RulesDialog))

/** The way to the rules, for who may set them. */
export function RulesButton({ projectId, target }: { projectId: string; target: RuleTarget }) {
  const { t } = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery(rulesQuery(projectId))
  if (data?.can.rule !== true) return null
  return (
    <>
      <Button icon={PencilOff} onPress={() => setIsOpen(true)}>
        {t('writing.open')}
      </Button>
      <Suspense fallback={null}>
        {isOpen && <RulesDialog projectId={projectId} target={target} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  )
}
