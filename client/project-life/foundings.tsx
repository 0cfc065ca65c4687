import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Founding, foundingsQuery, useAcceptFounding } from '#client/data/project-life.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
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
        <OnlineButton variant="primary" isPending={accept.isPending} onPress={say} whom={project.name}>
          {t('project-life.accept')}
        </OnlineButton>
      }
    >
      {project.summary}
    </Notice>
  )
}
