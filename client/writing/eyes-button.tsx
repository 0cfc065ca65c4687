import { useQuery } from '@tanstack/react-query'
import { Eye, Play } from 'lucide-react'
import { rulesQuery, useSetRule } from '#client/data/writing-rules.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { toast } from '#client/ui/toast.tsx'

const lengths = [10, 30, 60] as const

/** For some seconds every pupil's editor rests and says so; the same button ends it. */
export function EyesButton({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isOffline = useIsOffline()
  const { data } = useQuery(rulesQuery(projectId))
  const set = useSetRule(projectId)
  if (data?.can.rule !== true) return null
  const rule = { target: { project: projectId }, tool: 'all', purpose: 'eyes' } as const
  const onError = (error: unknown) => toast(errorText(error).text, { tone: 'problem' })
  if (data.rules.some(({ purpose, target }) => purpose === 'eyes' && target.kind === 'project'))
    return (
      <OnlineButton
        variant="primary"
        icon={Play}
        isPending={set.isPending}
        onPress={() => set.mutate({ ...rule, mode: 'free' }, { onError })}
      >
        {t('writing.eyesGoOn')}
      </OnlineButton>
    )
  return (
    <Menu
      label={t('writing.eyes')}
      trigger={
        <Button icon={Eye} isDisabled={isOffline}>
          {t('writing.eyes')}
        </Button>
      }
    >
      {lengths.map((seconds) => (
        <MenuItem
          key={seconds}
          onAction={() => set.mutate({ ...rule, mode: 'read', forSeconds: seconds }, { onError })}
        >
          {t('writing.eyesFor', { seconds })}
        </MenuItem>
      ))}
    </Menu>
  )
}
