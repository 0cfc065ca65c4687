import { Suspense, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Nothing, soon } from '#client/ui/later.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import styles from './document-screen.module.css'
import { useEditPage } from './use-edit-page.ts'

// Its list is as heavy as the form: the title can be written before it is there.
const TitleLanguage = soon(() => import('./title-language.tsx').then((module) => module.TitleLanguage), Nothing)

interface TitleFormProps {
  page: Pick<DocumentView, 'id' | 'projectId' | 'kind' | 'title' | 'language'>
  onClose: () => void
}

/** In place of the title, until it is saved or left. */
export function TitleForm({ page, onClose }: TitleFormProps) {
  const { t } = useMessages()
  const edit = useEditPage(page.id)
  const [draft, setDraft] = useState(page.title)
  const [language, setLanguage] = useState(page.language)
  const save = () => {
    const title = draft.trim()
    if (title === '' || (title === page.title && language === page.language)) return onClose()
    return edit.mutate({ title, language }, { onSuccess: onClose })
  }
  return (
    <Form className={styles.titleRow} onSubmit={save}>
      <TextField
        label={t('document.renameField', { kind: page.kind })}
        value={draft}
        onChange={setDraft}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        maxLength={120}
        autoFocus
      />
      <Suspense fallback={null}>
        <TitleLanguage projectId={page.projectId} value={language} onChange={setLanguage} />
      </Suspense>
      <Button type="submit" variant="primary" isPending={edit.isPending}>
        {t('common.save')}
      </Button>
      <Button variant="quiet" onPress={onClose}>
        {t('common.cancel')}
      </Button>
    </Form>
  )
}
