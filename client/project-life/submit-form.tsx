import { useState } from 'react'
import { type LifeView, useSubmitProject } from '#client/data/project-life.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { Unsaid } from './unsaid.tsx'

interface SubmitFormProps {
  life: LifeView
  projectId: string
  onDone: () => void
}

/** Sends a draft, with a word to those who say yes to it. */
export function SubmitForm({ life, projectId, onDone }: SubmitFormProps) {
  const { t } = useMessages()
  const submit = useSubmitProject(projectId)
  const [text, setText] = useState('')
  const send = () =>
    runChange(submit, text, {
      onSuccess: () => {
        onDone()
        toast(t('project-life.submitted'))
      },
    })
  return (
    <OnlineForm sending={submit} submitLabel={t('project-life.submit')} onSubmit={send}>
      <p>{t('project-life.submitHelp')}</p>
      <Unsaid life={life} projectId={projectId} />
      <TextArea
        path="text"
        label={t('project-life.submitText')}
        note={t('common.optional')}
        value={text}
        onChange={setText}
        maxLength={4000}
        rows={4}
      />
    </OnlineForm>
  )
}
