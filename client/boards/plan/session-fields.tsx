import { planLimits } from '#collab/documents/things/plan-values.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Checkbox, CheckboxGroup } from '#client/ui/choice.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Row } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { ItemsChoice } from './items-choice.tsx'
import { StepChoice } from './step-choice.tsx'
import type { FieldsProps } from './thing-dialog.tsx'

const none = 'none'
const mostHours = 24
const hourStep = 0.25

function Hours({ draft, set }: FieldsProps) {
  const { t } = useMessages()
  const limits = { minValue: 0, maxValue: mostHours, step: hourStep }
  const minutes = (hours: number) => Math.round((Number.isNaN(hours) ? 0 : hours) * 60)
  return (
    <Row>
      <NumberField
        {...limits}
        label={t('plan.hoursPlanned')}
        value={draft.planned / 60}
        onChange={(hours) => set({ planned: minutes(hours) })}
      />
      <NumberField
        {...limits}
        label={t('plan.hoursDone')}
        value={draft.done / 60}
        onChange={(hours) => set({ done: minutes(hours) })}
      />
    </Row>
  )
}

/** Who teaches: those who are in the project, and whoever of the session has left it. */
function Teachers({ plan, draft, set }: FieldsProps) {
  const { t } = useMessages()
  const teachers = [...plan.people.values()].filter(({ role }) => role === 'owner' || role === 'teacher')
  const left = draft.people.filter((userId) => !teachers.some((one) => one.userId === userId))
  return (
    <>
      <CheckboxGroup
        label={t('plan.teachers')}
        orientation="horizontal"
        options={[
          ...teachers.map(({ userId, name }) => ({ id: userId, label: name })),
          ...left.map((id) => ({ id, label: plan.people.get(id)?.name ?? t('plan.whoLeft') })),
        ]}
        value={draft.people}
        onChange={(people) => set({ people: people.slice(0, planLimits.people) })}
      />
      {draft.people.length > 1 && (
        <Checkbox isSelected={draft.isShared} onChange={(isShared) => set({ isShared })}>
          {t('plan.shared')}
        </Checkbox>
      )}
    </>
  )
}

export function SessionFields(fields: FieldsProps) {
  const { t } = useMessages()
  const { plan, draft, set } = fields
  return (
    <>
      <Select
        label={t('plan.subject')}
        options={[
          { id: none, label: t('plan.noLane') },
          ...plan.lanes.map(({ id, text, language }) => ({ id, label: text, language: language || null })),
        ]}
        value={draft.parent ?? none}
        onChange={(id) => set({ parent: id === none ? null : id })}
      />
      <Hours {...fields} />
      <TextField
        label={t('plan.room')}
        note={t('common.optional')}
        value={draft.room}
        onChange={(room) => set({ room })}
        maxLength={planLimits.room}
      />
      <Teachers {...fields} />
      <StepChoice {...fields} />
      <ItemsChoice {...fields} />
      <ComboBox
        label={t('plan.linked')}
        note={t('common.optional')}
        options={[
          { id: none, label: t('plan.noLinked') },
          ...[...plan.documents.values()].map(({ id, title, language }) => ({ id, label: title, language })),
        ]}
        value={draft.documentId ?? none}
        onChange={(id) => set({ documentId: id === none ? null : id })}
      />
    </>
  )
}
