import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { applicationsQuery, usePinEvidence } from '#client/data/applications.ts'
import { type ExtractSource, useTakeExtract } from '#client/data/extracts.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useUser } from './session.ts'
import { useProjectHere } from './use-project-here.ts'

/** What is kept already, or is kept with the same press. */
export type Pinnable = { extractId: string } | { source: ExtractSource }

interface PinPlace {
  applicationId: string
  title: string
  criteria: { id: string; name: string }[]
}

/** The applications about the project one is in that one writes now, with their criteria: where something can be pinned. */
export function usePinPlaces(): PinPlace[] {
  const user = useUser()
  const words = useInLanguages()
  const { project } = useProjectHere()
  const isAsked = user.can.askOffice && project?.can.keep === true
  const { data } = useQuery({ ...applicationsQuery, enabled: isAsked })
  if (!isAsked) return []
  return (data?.applications ?? [])
    .filter(({ criteria, subject }) => criteria.length > 0 && (!subject.project || subject.project.id === project.id))
    .map(({ id, campaign, criteria }) => ({
      applicationId: id,
      title: [words(campaign.titles), campaign.title].filter((said) => said !== '').join(' · '),
      criteria: criteria.map((one) => ({ id: one.id, name: words(one.words) })),
    }))
}

/** Pins something, kept with the same press where it was not, and says where it is now. */
export function usePin() {
  const { t } = useMessages()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const [take, pin] = [useTakeExtract(), usePinEvidence()]
  const show = (applicationId: string) => ({
    label: t('applications.show'),
    onPress: () => void navigate({ to: '/apply/$applicationId', params: { applicationId } }),
  })
  const failed = (error: unknown, isKept: boolean) => {
    const why = errorText(error).text
    toast(isKept ? t('applications.keptNotPinned', { why }) : why, { tone: 'problem' })
  }
  // Whoever asked may be gone by then, as a menu is: nothing here hangs on it.
  return async (what: Pinnable, { applicationId, criterion }: { applicationId: string; criterion: PinCriterion }) => {
    let isKept = false
    try {
      const extractId = 'extractId' in what ? what.extractId : (await take.mutateAsync(what.source)).id
      isKept = 'source' in what
      await pin.mutateAsync({ applicationId, criterion: criterion.id, extractId, note: '' })
      toast(t('applications.isPinned', { criterion: criterion.name }), { action: show(applicationId) })
    } catch (error) {
      failed(error, isKept)
    }
  }
}

type PinCriterion = PinPlace['criteria'][number]
