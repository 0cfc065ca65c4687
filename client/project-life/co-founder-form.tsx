import { useState } from 'react'
import { useAskCoFounder } from '#client/data/project-life.ts'
import type { Project } from '#client/data/projects.ts'
import { InviteLink } from '#client/invitations/invite-link.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { NeverEligible } from './never-eligible.tsx'

/** Asks for another founder: by a link, and by the bell where their address is known here, which is not said. */
export function CoFounderForm({ projectId, kind }: { projectId: string; kind: Project['kind'] }) {
  const { t } = useMessages()
  const ask = useAskCoFounder(projectId)
  const [email, setEmail] = useState('')
  if (ask.data)
    return (
      <Stack>
        <p role="status">{t('project-life.coFounderSent')}</p>
        <InviteLink invitation={ask.data.invitation} />
      </Stack>
    )
  return (
    <OnlineForm
      sending={ask}
      submitLabel={t('project-life.coFounderAsk')}
      onSubmit={() => ask.mutate(email.trim() === '' ? null : email)}
    >
      <p>{t('project-life.coFounderHelp')}</p>
      {kind === 'national' && <NeverEligible kind={kind} />}
      <TextField
        path="email"
        label={t('project-life.coFounderEmail')}
        note={t('common.optional')}
        type="email"
        value={email}
        onChange={setEmail}
      />
    </OnlineForm>
  )
}
