import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useFoundSequel } from '#client/data/project-changes.ts'
import type { Project } from '#client/data/projects.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { OnlineForm } from '../session/online-form.tsx'

/** An archived project goes on in a new one. */
export function Sequel({ project }: { project: Project }) {
  const { t } = useMessages()
  return (
    <Row isSpread>
      <p>{t('projects.sequel_sentence')}</p>
      <Dialog title={t('projects.sequel')} trigger={<Button>{t('projects.sequel')}</Button>}>
        <SequelForm project={project} />
      </Dialog>
    </Row>
  )
}

function SequelForm({ project }: { project: Project }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const found = useFoundSequel(project.id)
  const [name, setName] = useState(project.name)
  const submit = () =>
    runChange(found, name, {
      onSuccess: ({ id }) => void navigate({ to: '/p/$projectId/pages', params: { projectId: id } }),
    })
  return (
    <OnlineForm
      problems={{ name: name.trim() === '' && t('projects.problem_name') }}
      sending={found}
      submitLabel={t('projects.sequel')}
      onSubmit={submit}
    >
      <p>{t('projects.sequel_help')}</p>
      <TextField path="name" label={t('projects.name')} value={name} onChange={setName} maxLength={120} isRequired />
    </OnlineForm>
  )
}
