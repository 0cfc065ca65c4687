import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Founding, foundingsQuery, useAcceptFounding, useDeclineFounding } from '#client/data/project-life.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'

/** Projects that one is asked to found together: nothing where nobody asks. */
export function Foundings() {
  const { data } = useQuery(foundingsQuery)
  return data?.projects.map((project) => <AskedToFound key={project.id} project={project} />)
}

function AskedToFound({ project }: { project: Founding }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const accept = useAcceptFounding()
  const say = () =>
    runChange(accept, project.id, {
      onSuccess: () => void navigate({ to: '/p/$projectId/pages', params: { projectId: project.id } }),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  const words = { name: project.askedBy ?? '', school: project.school ?? '', project: project.name }
  return (
    <Notice
      title={t('project-life.foundTogether', words)}
      action={
        <Row gap="s">
          <OnlineButton variant="primary" isPending={accept.isPending} onPress={say} whom={project.name}>
            {t('project-life.accept')}
          </OnlineButton>
          <Decline project={project} />
        </Row>
      }
    >
      {project.summary}
    </Notice>
  )
}

/** A no, with what becomes of the project said first. */
function Decline({ project }: { project: Founding }) {
  const { t } = useMessages()
  const decline = useDeclineFounding()
  const [isAsked, setIsAsked] = useState(false)
  const confirm = () =>
    runChange(decline, project.id, { onSuccess: () => toast(t('project-life.declined', { project: project.name })) })
  return (
    <>
      <Button variant="quiet" onPress={() => setIsAsked(true)}>
        {t('project-life.decline')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setIsAsked}
        title={t('project-life.declineTitle', { project: project.name })}
        confirmLabel={t('project-life.decline')}
        isPending={decline.isPending}
        onConfirm={confirm}
      >
        <p>{t('project-life.declineSentence')}</p>
        {decline.isError && <ErrorState error={decline.error} />}
      </ConfirmDialog>
    </>
  )
}
