import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { lifeQuery, useLeaveProject } from '#client/data/project-life.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'

/** One's own school leaves the project, with all its people. */
export function LeaveCard({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const { data } = useQuery(lifeQuery(projectId))
  const leave = useLeaveProject(projectId)
  const [isAsked, setIsAsked] = useState(false)
  if (!data?.life.can.leave) return null
  const confirm = () =>
    runChange(leave, undefined, {
      onSuccess: () => {
        toast(t('project-life.left'))
        void navigate({ to: '/' })
      },
    })
  return (
    <Card title={t('project-life.leaveTitle')}>
      <Row isSpread>
        <p>{t('project-life.leaveSentence')}</p>
        <OnlineButton variant="danger" onPress={() => setIsAsked(true)}>
          {t('project-life.leave')}
        </OnlineButton>
      </Row>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setIsAsked}
        title={t('project-life.leave')}
        confirmLabel={t('project-life.leave')}
        isDanger
        isPending={leave.isPending}
        onConfirm={confirm}
      >
        <p>{t('project-life.leaveSentence')}</p>
        {leave.isError && <ErrorState error={leave.error} />}
      </ConfirmDialog>
    </Card>
  )
}
