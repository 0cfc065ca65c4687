import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { AssessForm } from './assess-form.tsx'
import { criteriaNow, type Place } from './place.ts'

/** What I say of somebody I worked with: a teacher reads it before they do. */
export function MatesTab(place: Place) {
  const { t } = useMessages()
  const { members } = place.people
  const self = members.find(({ isSelf }) => isSelf)
  const isGroup = place.rubric.rubric.peers === 'group'
  const mates = members.filter(
    ({ kind, isSelf, groupId }) =>
      kind === 'pupil' && !isSelf && (!isGroup || (groupId !== null && groupId === self?.groupId)),
  )
  const criteria = criteriaNow(place)
  const [mateId, setMateId] = useState<string | null>(null)
  const [criterionId, setCriterionId] = useState(criteria[0]?.id ?? null)
  const criterion = criteria.find(({ id }) => id === criterionId)
  const mate = mates.find(({ userId }) => userId === mateId)
  if (mates.length === 0) return null
  return (
    <Card title={t('judgements.matesTitle')}>
      <Stack>
        <p>{t('judgements.matesLead')}</p>
        <Select
          label={t('judgements.mate')}
          placeholder={t('judgements.chooseMate')}
          options={mates.map(({ userId, name }) => ({ id: userId, label: name }))}
          value={mateId}
          onChange={setMateId}
        />
        <Select
          label={t('judgements.criterion')}
          options={criteria.map(({ id, words }) => ({ id, label: words }))}
          value={criterionId}
          onChange={setCriterionId}
        />
        {mate && criterion && (
          <AssessForm
            key={`${mate.userId} ${criterion.id}`}
            {...{ place, criterion }}
            pupilId={mate.userId}
            label={t('judgements.whereIs', { name: mate.name })}
          />
        )}
      </Stack>
    </Card>
  )
}
