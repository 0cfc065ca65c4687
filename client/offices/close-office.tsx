import { useState } from 'react'
import { today } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { type MandatesView, useChangeOffice } from '../data/offices.ts'

interface CloseOfficeProps {
  office: MandatesView['office']
}

/** Closes the office of a country, for good: its mandates end with it, and what was decided stays. */
export function CloseOffice({ office }: CloseOfficeProps) {
  const { t } = useMessages()
  return (
    <Row>
      <Dialog title={t('offices.closeOf', { name: office.name })} trigger={<Button>{t('offices.close')}</Button>}>
        {(close) => <CloseForm office={office} onDone={close} />}
      </Dialog>
    </Row>
  )
}

function CloseForm({ office, onDone }: CloseOfficeProps & { onDone: () => void }) {
  const { t } = useMessages()
  const change = useChangeOffice(office.id)
  const [closedOn, setClosedOn] = useState(today)
  const done = () => {
    toast(t('offices.closedNow', { name: office.name }))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ closedOn: (closedOn === '' || closedOn < office.openedOn) && t('auth.fillIn') }}
      sending={change}
      submitLabel={t('offices.close')}
      isDanger
      onSubmit={() => change.mutate({ closedOn }, { onSuccess: done })}
    >
      <p>{t('offices.closeHelp')}</p>
      <TextField path="closedOn" label={t('offices.closedOn')} type="date" value={closedOn} onChange={setClosedOn} />
    </OnlineForm>
  )
}
