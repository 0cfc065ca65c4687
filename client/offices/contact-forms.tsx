import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { contactKinds, useAddContact, useEndContact } from '../data/offices.ts'
import type { ContactKind, ContactView } from '../data/offices.ts'

const today = () => new Intl.DateTimeFormat('sv').format(new Date())

const begun = () => ({
  kind: 'rector' as ContactKind,
  ...{ name: '', salutation: '', address: '', email: '', from: today() },
})

interface AddContactProps {
  officeId: string
  regionId: string
  onDone: () => void
}

/** Everybody reads it: the address of a person is written here only where they want that. */
export function AddContact({ officeId, regionId, onDone }: AddContactProps) {
  const { t } = useMessages()
  const add = useAddContact(officeId)
  const [form, setForm] = useState(begun)
  const change = (changed: Partial<typeof form>) => setForm((before) => ({ ...before, ...changed }))
  const field = (key: 'name' | 'salutation' | 'email') => ({
    path: key,
    value: form[key],
    onChange: (text: string) => change({ [key]: text }),
  })
  const done = () => {
    toast(t('offices.contactAdded'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ name: form.name.trim() === '' && t('auth.fillIn'), from: form.from === '' && t('auth.fillIn') }}
      sending={add}
      submitLabel={t('offices.addContact')}
      onSubmit={() =>
        add.mutate({ ...form, regionId, email: form.email.trim() || null, to: null }, { onSuccess: done })
      }
    >
      <Select
        label={t('offices.contactKind')}
        options={contactKinds.map((id) => ({ id, label: t(`offices.contact_${id}`) }))}
        value={form.kind}
        onChange={(kind) => change({ kind })}
      />
      <TextField {...field('name')} label={t('people.name')} />
      <TextField {...field('salutation')} label={t('offices.salutation')} description={t('offices.salutationHelp')} />
      <TextArea
        path="address"
        label={t('offices.address')}
        value={form.address}
        onChange={(address) => change({ address })}
      />
      <TextField {...field('email')} label={t('auth.email')} type="email" description={t('offices.contactEmailHelp')} />
      <TextField
        path="from"
        label={t('schools.postsFrom')}
        type="date"
        value={form.from}
        onChange={(from) => change({ from })}
      />
    </OnlineForm>
  )
}

export function EndContact({ officeId, contact }: { officeId: string; contact: ContactView }) {
  const { t } = useMessages()
  const title = t('offices.endOf', { name: contact.name })
  return (
    <Dialog title={title} size="s" trigger={<Button aria-label={title}>{t('offices.end')}</Button>}>
      {(close) => <EndForm officeId={officeId} contact={contact} onDone={close} />}
    </Dialog>
  )
}

interface EndFormProps {
  officeId: string
  contact: ContactView
  onDone: () => void
}

function EndForm({ officeId, contact, onDone }: EndFormProps) {
  const { t } = useMessages()
  const end = useEndContact(officeId)
  const [to, setTo] = useState(today)
  return (
    <OnlineForm
      problems={{ to: to === '' && t('auth.fillIn') }}
      sending={end}
      submitLabel={t('offices.end')}
      onSubmit={() => end.mutate({ contact, to }, { onSuccess: onDone })}
    >
      <TextField path="to" label={t('schools.postsOverSince')} type="date" value={to} onChange={setTo} />
    </OnlineForm>
  )
}
