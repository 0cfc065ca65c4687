import type { AuditLine } from '../data/audit.ts'
import { useMessages } from '#client/locales/messages.tsx'

type Target = NonNullable<AuditLine['target']>

/** What was done to what, whom it met and where: "Wall “Our rivers”, Lina B., Project “Two rivers”". */
export function useAuditTarget() {
  const { t } = useMessages()
  const nameOf = (target: Target) => {
    if (target.kind === 'person') return target.name
    if (target.kind !== 'channel') return t('schools.target', { kind: target.kind, name: target.name })
    return target.name === null
      ? t('schools.targetChannel', { of: target.of })
      : t('schools.target', { kind: 'channel', name: target.name })
  }
  return ({ target, about, project }: Pick<AuditLine, 'target' | 'about' | 'project'>) =>
    [target, about, project].flatMap((one) => (one === null ? [] : nameOf(one))).join(', ')
}
