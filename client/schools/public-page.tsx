import { useMessages } from '#client/locales/messages.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import { type SchoolView, useChangeSchool, useNameHead } from '../data/schools.ts'

/** Whether everybody may read the school's page, and whether its head is named there. */
export function PublicPage({ view: { school, head, can } }: { view: SchoolView }) {
  const { t } = useMessages()
  const change = useChangeSchool()
  const name = useNameHead()
  const saved = { onSuccess: () => toast(t('schools.saved')) }
  const path = `/schools/${school.id}`
  return (
    <Card title={t('schools.publicPage')}>
      <Stack>
        {can.edit ? (
          <Switch
            isSelected={school.isPublic}
            isDisabled={change.isPending}
            onChange={(isPublic) => runChange(change, { isPublic }, saved)}
            description={t('schools.publicHelp')}
          >
            {t('schools.publicOn')}
          </Switch>
        ) : (
          <p>{t(school.isPublic ? 'schools.publicIsOn' : 'schools.publicIsOff')}</p>
        )}
        {head?.isMe && (
          <Switch
            isSelected={head.isNamed}
            isDisabled={name.isPending}
            onChange={(isNamed) => runChange(name, isNamed, saved)}
            description={t('schools.publicHeadHelp')}
          >
            {t('schools.publicHead')}
          </Switch>
        )}
        {change.isError && <ErrorState error={change.error} />}
        {name.isError && <ErrorState error={name.error} />}
        {school.isPublic && (
          <p>
            {/* Not a screen of ours: the server writes it. */}
            <a href={path} target="_blank" rel="noreferrer">
              {new URL(path, location.origin).href}
            </a>
          </p>
        )}
      </Stack>
    </Card>
  )
}
