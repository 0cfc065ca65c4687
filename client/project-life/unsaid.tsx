import type { LifeView } from '#client/data/project-life.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { TextLink } from '#client/ui/button.tsx'

/** Fields of the outline that nobody has written yet, and the way to them. */
export function Unsaid({ life: { unsaid }, projectId }: { life: LifeView; projectId: string }) {
  const { t } = useMessages()
  if (unsaid.length === 0) return null
  return (
    <p>
      {t('project-life.unsaid', { fields: unsaid.map((field) => t(`dossier.field_${field}`)).join(', ') })}{' '}
      <TextLink href={`/p/${projectId}/dossier`}>{t('project-life.fillIn')}</TextLink>
    </p>
  )
}
