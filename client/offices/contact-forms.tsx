import { useState } from 'react'
import { today } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { isSame } from '#client/session/use-draft-from.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { contactKinds, useAddContact, useChangeContact, useRemoveContact } from '../data/offices.ts'
import type { ContactKind, ContactView } from '../data/offices.ts'

const begun = () => ({
  kind: 'rector' as ContactKind,
  ...{ name: '', salutation: '', address: '', email: '', from: today() },
})
type Written = ReturnType<typeof begun>

const saidBy = ({ email, ...form }: Written) => ({ ...form, email: email.trim() || null })

interface AddContactProps {
  officeId: string
  regionId: string
  onDone: () => void
}

export function AddContact({ officeId, regionId, onDone }: AddContactProps) {
  const { t } = useMessages()
  const add = useAddContact(officeId)
  const [form, setForm] = useState(begun)
  const done = () => {
    toast(t('offices.contactAdded'))
    onDone()
  }
  return (
    <ContactForm
      {...{ form, setForm }}
      sending={add}
      hasWords={!isSame(form, begun())}
      submitLabel={t('offices.addContact')}
      onSubmit={() => add.mutate({ ...saidBy(form), regionId, to: null }, { onSuccess: done })}
    />
  )
}

interface ContactFormProps {
  form: Written
  setForm: (change: (before: Written) => Written) => void
  sending: { error: unknown; isPending: boolean }
  hasWords: boolean
  submitLabel: string
  onSubmit: () => void
}

/** Everybody reads it: the address of a person is written here only where they want that. */
function ContactForm({ form, setForm, onSubmit, ...sent }: ContactFormProps) {
  const { t } = useMessages()
  const change = (changed: Partial<Written>) => setForm((before) => ({ ...before, ...changed }))
  const field = (key: 'name' | 'salutation' | 'email') => ({
    path: key,
    value: form[key],
    onChange: (text: string) => change({ [key]: text }),
  })
  return (
    <OnlineForm
      problems={{ name: form.name.trim() === '' && t('auth.fillIn'), from: form.from === '' && t('auth.fillIn') }}
      {...sent}
      onSubmit={onSubmit}
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

interface ContactProps {
  officeId: string
  contact: ContactView
}

/** Mends what is said of a contact; at its end the way to take away one that was never right. */
export function EditContact({ officeId, contact }: ContactProps) {
  const { t } = useMessages()
  const title = t('offices.editContactOf', { name: contact.name })
  return (
    <Dialog title={title} trigger={<Button aria-label={title}>{t('offices.editContact')}</Button>}>
      {(close) => <EditForm officeId={officeId} contact={contact} onDone={close} />}
    </Dialog>
  )
}

function EditForm({ officeId, contact: { id, to, email, ...facts }, onDone }: ContactProps & { onDone: () => void }) {
  const { t } = useMessages()
  const edit = useChangeContact(officeId)
  const remove = useRemoveContact(officeId)
  const [form, setForm] = useState<Written>({ ...facts, email: email ?? '' })
  const done = () => {
    toast(t('offices.changed'))
    onDone()
  }
  return (
    <Stack gap="l">
      <ContactForm
        {...{ form, setForm }}
        sending={edit}
        hasWords={!isSame(form, { ...facts, email: email ?? '' })}
        submitLabel={t('common.save')}
        onSubmit={() => edit.mutate({ contactId: id, facts: { ...saidBy(form), to } }, { onSuccess: done })}
      />
      <Stack>
        <p>{t('offices.removeContactHelp')}</p>
        {remove.isError && <ErrorState error={remove.error} />}
        <div>
          <OnlineButton
            variant="danger"
            isPending={remove.isPending}
            onPress={() => remove.mutate(id, { onSuccess: done })}
          >
            {t('offices.removeContact')}
          </OnlineButton>
        </div>
      </Stack>
    </Stack>
  )
}

export function EndContact({ officeId, contact }: ContactProps) {
  const { t } = useMessages()
  const title = t('offices.endOf', { name: contact.name })
  return (
    <Dialog title={title} size="s" trigger={<Button aria-label={title}>{t('offices.end')}</Button>}>
      {(close) => <EndForm officeId={officeId} contact={contact} onDone={close} />}
    </Dialog>
  )
}

function EndForm({ officeId, contact: { id: contactId, ...facts }, onDone }: ContactProps & { onDone: () => void }) {
  const { t } = useMessages()
  const end = useChangeContact(officeId)
  const [to, setTo] = useState(today)
  const done = () => {
    toast(t('offices.changed'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ to: to === '' && t('auth.fillIn') }}
      sending={end}
      submitLabel={t('offices.end')}
      onSubmit={() => end.mutate({ contactId, facts: { ...facts, to } }, { onSuccess: done })}
    >
      <TextField path="to" label={t('schools.postsOverSince')} type="date" value={to} onChange={setTo} />
    </OnlineForm>
  )
}
