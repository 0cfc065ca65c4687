import { useNavigate } from '@tanstack/react-router'
import { type ExtractSource, useTakeExtract } from '#client/data/extracts.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useProjectHere } from './use-project-here.ts'

/** Keeps something as an extract, at once, and says so; null where one may not in this project. */
export function useKeep(): ((source: ExtractSource) => void) | null {
  const { t } = useMessages()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const take = useTakeExtract()
  const { project } = useProjectHere()
  if (project?.can.keep !== true) return null
  const show = () => void navigate({ to: '/p/$projectId/extracts', params: { projectId: project.id } })
  // Whoever asked may be gone by then, as a menu is: nothing here hangs on it.
  return (source) =>
    void take
      .mutateAsync(source)
      .then(() => toast(t('extracts.kept'), { action: { label: t('extracts.show'), onPress: show } }))
      .catch((error: unknown) => toast(errorText(error).text, { tone: 'problem' }))
}
