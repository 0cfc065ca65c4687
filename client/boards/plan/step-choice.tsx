import { useMessages } from '#client/locales/messages.tsx'
import { Select } from '#client/ui/select.tsx'
import type { FieldsProps } from './thing-dialog.tsx'

const none = 'none'

/** The step of the project that something serves. */
export function StepChoice({ plan, draft, set }: FieldsProps) {
  const { t } = useMessages()
  if (plan.steps.length === 0) return null
  return (
    <Select
      label={t('boards.type_step')}
      options={[
        { id: none, label: t('plan.noStep') },
        ...plan.steps.map(({ id, text, language }) => ({ id, label: text, language: language || null })),
      ]}
      value={draft.step ?? none}
      onChange={(id) => set({ step: id === none ? null : id })}
    />
  )
}
