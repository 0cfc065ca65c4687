import { useQuery } from '@tanstack/react-query'
import { peopleQuery } from '#client/data/people.ts'
import { rulesQuery } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { RuleForm } from './rule-form.tsx'
import { RuleList } from './rule-list.tsx'

/** Whom a rule is to bind, as the dialog was opened for: `several` are ticked in it. */
export type RuleTarget = { kind: 'project' | 'several' } | { kind: 'group' | 'user'; id: string }

interface RulesDialogProps {
  projectId: string
  target: RuleTarget
  onClose: () => void
}

/** What pupils may write: one rule is set in one go, and those that hold stand below. */
export function RulesDialog({ projectId, target, onClose }: RulesDialogProps) {
  const { t } = useMessages()
  const people = useQuery(peopleQuery(projectId))
  const rules = useQuery(rulesQuery(projectId))
  const failed = [people, rules].find(({ isError, data }) => isError && data === undefined)
  return (
    <Dialog title={t('writing.open')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Stack gap="l">
        {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
        {!failed && (!people.data || !rules.data) && <Skeleton of="rows" count={4} />}
        {people.data && rules.data && (
          <>
            <RuleForm projectId={projectId} people={people.data} first={keyOf(target)} />
            <RuleList projectId={projectId} people={people.data} rules={rules.data.rules} />
          </>
        )}
      </Stack>
    </Dialog>
  )
}

const keyOf = (target: RuleTarget) => ('id' in target ? `${target.kind}:${target.id}` : target.kind)
