import { useQuery } from '@tanstack/react-query'
import { GraduationCap } from 'lucide-react'
import { useState } from 'react'
import { type PlacementView, placementsQuery, useBringTrainee } from '#client/data/placements.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Select } from '#client/ui/select.tsx'
import { toast } from '#client/ui/toast.tsx'

const roles = ['visitor', 'teacher'] as const

/** Brings a trainee of the own school into a project. Where nobody is trained there is nothing to be seen. */
export function BringTrainee({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const user = useUser()
  const { data } = useQuery(placementsQuery)
  const here = data?.placements.filter(({ host, state }) => host.id === user.school.id && state === 'agreed') ?? []
  if (here.length === 0) return null
  return (
    <Dialog title={t('placements.bring')} trigger={<Button icon={GraduationCap}>{t('placements.bring')}</Button>}>
      {(close) => <BringForm projectId={projectId} placements={here} onDone={close} />}
    </Dialog>
  )
}

interface BringFormProps {
  projectId: string
  placements: readonly PlacementView[]
  onDone: () => void
}

function BringForm({ projectId, placements, onDone }: BringFormProps) {
  const { t } = useMessages()
  const bring = useBringTrainee(projectId)
  const [placementId, setPlacement] = useState(placements[0]?.id ?? '')
  const [role, setRole] = useState<(typeof roles)[number]>('visitor')
  const done = () => {
    toast(t('placements.brought'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{}}
      sending={bring}
      submitLabel={t('placements.bring')}
      onSubmit={() => bring.mutate({ placementId, role }, { onSuccess: done })}
    >
      <Select
        path="placementId"
        label={t('placements.trainee')}
        options={placements.map(({ id, trainee, institution }) => ({
          id,
          label: `${trainee.displayName}, ${institution.name}`,
        }))}
        value={placementId}
        onChange={setPlacement}
      />
      <RadioGroup
        path="role"
        label={t('placements.role')}
        description={t('placements.bringHelp')}
        options={roles.map((id) => ({ id, label: t(`placements.role_${id}`) }))}
        value={role}
        onChange={setRole}
      />
    </OnlineForm>
  )
}
