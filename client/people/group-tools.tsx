import { Plus, Shuffle } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import { NameDialog } from './name-dialog.tsx'
import { useAddGroup, useMakeGroups } from '#client/data/people-changes.ts'
import type { PeopleView } from '#client/data/people.ts'

const usualGroupSize = 4
const mostGroups = 24

interface GroupToolsProps {
  projectId: string
  people: PeopleView
}

export function GroupTools({ projectId, people }: GroupToolsProps) {
  const { t } = useMessages()
  const addGroup = useAddGroup(projectId)
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Row>
      <Dialog
        title={t('people.makeGroups')}
        trigger={<Button icon={Shuffle}>{t('people.makeGroups')}</Button>}
        size="s"
      >
        {(close) => <MakeGroups projectId={projectId} people={people} onDone={close} />}
      </Dialog>
      <Button variant="quiet" icon={Plus} onPress={() => setIsAdding(true)}>
        {t('people.addGroup')}
      </Button>
      {isAdding && (
        <NameDialog
          title={t('people.addGroup')}
          label={t('people.groupName')}
          submitLabel={t('common.add')}
          sending={addGroup}
          onSubmit={(name) => addGroup.mutate(name, { onSuccess: () => setIsAdding(false) })}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Row>
  )
}

function MakeGroups({ projectId, people, onDone }: GroupToolsProps & { onDone: () => void }) {
  const { t } = useMessages()
  const make = useMakeGroups(projectId)
  const pupilCount = people.members.filter((member) => member.kind === 'pupil').length
  const suggested = people.groups.length || Math.max(1, Math.min(mostGroups, Math.round(pupilCount / usualGroupSize)))
  const [count, setCount] = useState(suggested)
  const [isMixed, setIsMixed] = useState(people.schools.length > 1)
  const names = t('people.groupNames').split(', ')
  const submit = () =>
    runChange(
      make,
      { count, isMixed, names },
      {
        onSuccess: () => {
          toast(t('people.groupsMade', { count }))
          onDone()
        },
      },
    )
  return (
    <OnlineForm sending={make} submitLabel={t('people.makeGroups')} onSubmit={submit}>
      <p>{t('people.makeSentence', { count: pupilCount })}</p>
      <NumberField
        label={t('people.howMany')}
        value={count}
        minValue={1}
        maxValue={mostGroups}
        onChange={(next) => setCount(Number.isNaN(next) ? suggested : next)}
        description={t('people.perGroup', { count: Math.ceil(pupilCount / Math.max(1, count)) })}
        autoFocus
      />
      {people.schools.length > 1 && (
        <Checkbox isSelected={isMixed} onChange={setIsMixed} description={t('people.mixSentence')}>
          {t('people.mix')}
        </Checkbox>
      )}
    </OnlineForm>
  )
}
