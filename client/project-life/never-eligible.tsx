import { useQuery } from '@tanstack/react-query'
import { recognitionsQuery } from '#client/data/project-life.ts'
import type { Project } from '#client/data/projects.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Notice } from '#client/ui/notice.tsx'

/** What a project of this kind can never be recognised with, said before it is founded. Nothing where no office is open. */
export function NeverEligible({ kind }: { kind: Project['kind'] }) {
  const { t } = useMessages()
  const { data } = useQuery(recognitionsQuery)
  const never = data?.kinds.find((one) => one.kind === kind)?.never ?? []
  if (never.length === 0) return null
  return (
    <Notice title={t('project-life.never')}>
      <ul>
        {never.map(({ id, source }) => (
          <li key={id}>
            {t(`project-life.never_${id}`)}{' '}
            <a href={source} target="_blank" rel="noreferrer">
              {t('project-life.neverSource')}
            </a>
          </li>
        ))}
      </ul>
      {kind === 'national' && <p>{t('project-life.neverLater')}</p>}
    </Notice>
  )
}
