import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { planLimits } from '#collab/documents/things/plan-values.ts'
import { isRealDay } from '#collab/plan/days.ts'
import { projectQuery } from '#client/data/projects.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useBoardSession } from '../board-session.ts'
import { type Draft, save } from './draft.ts'
import type { Plan, PlanThing } from './plan-context.ts'
import { SessionFields } from './session-fields.tsx'
import { TaskFields } from './task-fields.tsx'

export interface FieldsProps {
  plan: Plan
  draft: Draft
  set: (changed: Partial<Draft>) => void
}

export interface Opened {
  /** Null: it is to be made. */
  id: string | null
  type: PlanThing
  draft: Draft
}

/** The title in the other languages of the project, for pupils who speak them. */
function Translations({ draft, set, written }: FieldsProps & { written: string }) {
  const { t, locale } = useMessages()
  const { projectId } = useBoardSession()
  const { data } = useQuery(projectQuery(projectId))
  const others = data?.project.languages.filter((language) => language !== written) ?? []
  const textIn = (language: string) => draft.translations.find(([of]) => of === language)?.[1] ?? ''
  const write = (language: string, text: string) =>
    set({ translations: [...draft.translations.filter(([of]) => of !== language), [language, text]] })
  return others.map((language) => (
    <TextField
      key={language}
      label={t('plan.titleIn', { language: languageName(language, locale) })}
      note={t('common.optional')}
      value={textIn(language)}
      onChange={(text) => write(language, text)}
      maxLength={planLimits.title}
      lang={language}
    />
  ))
}

/** The form of a session, a task, a step or a week of exams. */
export function ThingDialog({ opened, plan, onClose }: { opened: Opened; plan: Plan; onClose: () => void }) {
  const { t, locale } = useMessages()
  const session = useBoardSession()
  const [draft, setDraft] = useState(opened.draft)
  const set = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }))
  const { id, type } = opened
  const written = (id === null ? '' : session.store.getObject(id)?.language) || locale
  const submit = () => {
    save(session, { id, type, opened: opened.draft, draft })
    session.announce(t('plan.saved'))
    onClose()
  }
  const fields = { plan, draft, set }
  return (
    <Dialog
      title={t(id === null ? `plan.add_${type}` : `plan.edit_${type}`)}
      isOpen
      onOpenChange={onClose}
      size={type === 'session' ? 'l' : 'm'}
    >
      <Form
        problems={{
          title: type !== 'exam' && draft.title.trim() === '' && t('plan.nameMissing'),
          date: draft.date !== '' && !isRealDay(draft.date) && t('plan.dayWrong'),
        }}
        onSubmit={submit}
      >
        <Stack>
          <TextField
            path="title"
            label={t('plan.title')}
            value={draft.title}
            onChange={(title) => set({ title })}
            maxLength={planLimits.title}
            autoFocus
          />
          {(type === 'step' || type === 'task') && <Translations {...fields} written={written} />}
          <Row>
            <TextField
              path="date"
              label={t(type === 'session' || type === 'exam' ? 'plan.day' : 'plan.due')}
              type="date"
              value={draft.date}
              onChange={(date) => set({ date })}
            />
            {type === 'session' && (
              <TextField
                label={t('plan.starts')}
                note={t('common.optional')}
                type="time"
                value={draft.starts}
                onChange={(starts) => set({ starts })}
              />
            )}
          </Row>
          {type === 'session' && <SessionFields {...fields} />}
          {type === 'task' && <TaskFields {...fields} />}
          <Actions>
            <Button type="submit" variant="primary">
              {t('plan.save')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}
