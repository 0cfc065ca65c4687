import { useState } from 'react'
import { InviteLink } from '#client/invitations/invite-link.tsx'
import { today } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { mandatePosts, useEndMandate, useGiveMandate } from '../data/offices.ts'
import type { MandatePost, MandatesView, MandateView } from '../data/offices.ts'

const ways = ['email', 'staff'] as const

const begun = () => ({
  way: 'email' as (typeof ways)[number],
  post: 'correspondent' as MandatePost,
  ...{ email: '', userId: '', regionId: '', from: today() },
})

interface GiveProps {
  officeId: string
  view: MandatesView
  onDone: () => void
}

/** Names somebody of the office from a day on, or invites whoever has an address. */
export function GiveMandate({ officeId, view, onDone }: GiveProps) {
  const { t } = useMessages()
  const give = useGiveMandate(officeId)
  const [form, setForm] = useState(begun)
  const { way, post, email, userId, regionId, from } = form
  const change = (changed: Partial<typeof form>) => setForm((before) => ({ ...before, ...changed }))
  const isRegional = post === 'correspondent' || post === 'observer'
  const person = way === 'email' ? { email: email.trim() } : { userId, from }
  const region = isRegional && regionId !== '' ? { regionId } : {}
  // By address, what there is to hand on is shown; else there is nothing more to see here.
  const done = ({ invitation }: { invitation?: unknown }) => {
    toast(t('offices.given'))
    if (!invitation) onDone()
  }
  if (give.isSuccess && give.data.invitation) return <Invited invitation={give.data.invitation} email={email} />
  return (
    <OnlineForm
      problems={{
        email: way === 'email' && email.trim() === '' && t('auth.fillIn'),
        userId: way === 'staff' && userId === '' && t('auth.fillIn'),
        regionId: post === 'correspondent' && regionId === '' && t('staff-errors.region_missing'),
      }}
      sending={give}
      submitLabel={t('offices.give')}
      onSubmit={() => give.mutate({ post, ...person, ...region }, { onSuccess: done })}
    >
      <RadioGroup
        label={t('offices.whom')}
        options={ways.map((id) => ({ id, label: t(`offices.way_${id}`) }))}
        value={way}
        onChange={(chosen) => change({ way: chosen })}
      />
      <Select
        label={t('offices.post')}
        options={mandatePosts.map((id) => ({ id, label: t('offices.postName', { post: id }) }))}
        value={post}
        onChange={(chosen) => change({ post: chosen })}
      />
      {isRegional && view.regions.length > 0 && (
        <ComboBox
          path="regionId"
          label={t('offices.region')}
          options={view.regions.map(({ id, name }) => ({ id, label: name }))}
          value={regionId || null}
          onChange={(chosen) => change({ regionId: chosen })}
        />
      )}
      {way === 'email' ? (
        <TextField
          path="email"
          label={t('auth.email')}
          type="email"
          description={t('offices.emailHelp')}
          value={email}
          onChange={(written) => change({ email: written })}
        />
      ) : (
        <>
          <ComboBox
            path="userId"
            label={t('offices.person')}
            options={view.staff.map(({ id, displayName }) => ({ id, label: displayName }))}
            value={userId || null}
            onChange={(chosen) => change({ userId: chosen })}
          />
          <TextField
            path="from"
            label={t('schools.postsFrom')}
            type="date"
            value={from}
            onChange={(day) => change({ from: day })}
          />
        </>
      )}
    </OnlineForm>
  )
}

interface InvitedProps {
  invitation: { url: string | null; expiresAt: string }
  email: string
}

/** The same whether anybody has the address or not. */
export function Invited({ invitation: { url, expiresAt }, email }: InvitedProps) {
  const { t } = useMessages()
  if (url === null) return <Notice title={t('offices.invitedTitle')}>{t('offices.mailed', { email })}</Notice>
  return <InviteLink invitation={{ url, expiresAt }} />
}

export function EndMandate({ officeId, mandate }: { officeId: string; mandate: MandateView }) {
  const { t } = useMessages()
  const title = t('offices.endOf', { name: mandate.person.displayName })
  return (
    <Dialog title={title} size="s" trigger={<Button aria-label={title}>{t('offices.end')}</Button>}>
      {(close) => <EndForm officeId={officeId} mandateId={mandate.id} onDone={close} />}
    </Dialog>
  )
}

function EndForm({ officeId, mandateId, onDone }: { officeId: string; mandateId: string; onDone: () => void }) {
  const { t } = useMessages()
  const end = useEndMandate(officeId)
  const [to, setTo] = useState(today)
  const done = () => {
    toast(t('offices.ended'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ to: to === '' && t('auth.fillIn') }}
      sending={end}
      submitLabel={t('offices.end')}
      onSubmit={() => end.mutate({ mandateId, to }, { onSuccess: done })}
    >
      <TextField path="to" label={t('schools.postsOverSince')} type="date" value={to} onChange={setTo} />
    </OnlineForm>
  )
}
