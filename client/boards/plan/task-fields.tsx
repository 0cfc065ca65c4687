import { useQuery } from '@tanstack/react-query'
import { peopleQuery } from '#client/data/people.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Select } from '#client/ui/select.tsx'
import { useBoardSession } from '../board-session.ts'
import { StepChoice } from './step-choice.tsx'
import type { FieldsProps } from './thing-dialog.tsx'

const none = 'none'

/** Whose task it is: one person's or a group's. Nobody's is the teachers' to keep in mind. */
export function TaskFields(fields: FieldsProps) {
  const { t } = useMessages()
  const { projectId } = useBoardSession()
  const { plan, draft, set } = fields
  const groups = useQuery(peopleQuery(projectId)).data?.groups ?? []
  const [owner] = draft.people
  return (
    <>
      <ComboBox
        label={t('plan.owner')}
        note={t('common.optional')}
        options={[
          { id: none, label: t('plan.nobody') },
          ...[...plan.people.values()].map(({ userId, name }) => ({ id: userId, label: name })),
        ]}
        value={owner ?? none}
        onChange={(id) => set({ people: id === none ? [] : [id] })}
      />
      <Select
        label={t('plan.group')}
        options={[{ id: none, label: t('plan.noGroup') }, ...groups.map(({ id, name }) => ({ id, label: name }))]}
        value={draft.groupId ?? none}
        onChange={(id) => set({ groupId: id === none ? null : id })}
      />
      <StepChoice {...fields} />
      <Checkbox isSelected={draft.isDone} onChange={(isDone) => set({ isDone })}>
        {t('plan.done')}
      </Checkbox>
    </>
  )
}
