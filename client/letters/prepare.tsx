import { Mail, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { type LettersView, usePrepareLetters } from '#client/data/letters.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { letterLocales, schoolYearName } from './words.ts'

interface PrepareProps {
  officeId: string
  view: LettersView
}

/** One letter for each region, or each school, that has something to be told. */
export function PrepareButton({ isFirst, ...props }: PrepareProps & { isFirst: boolean }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('letters.prepare')}
      trigger={
        <Button variant={isFirst ? 'primary' : 'secondary'} icon={RefreshCw}>
          {t('letters.prepare')}
        </Button>
      }
    >
      {(close) => <PrepareForm {...props} onDone={close} />}
    </Dialog>
  )
}

function useLanguageField() {
  const { t, locale } = useMessages()
  const [language, setLanguage] = useState(locale)
  const options = letterLocales.map((id) => ({ id, label: languageName(id, locale) }))
  return { language, field: { label: t('letters.language'), options, value: language, onChange: setLanguage } }
}

function PrepareForm({ officeId, view: { year }, onDone }: PrepareProps & { onDone: () => void }) {
  const { t } = useMessages()
  const prepare = usePrepareLetters(officeId)
  const [kind, setKind] = useState<'rector' | 'head'>('rector')
  const { language, field } = useLanguageField()
  const send = () =>
    prepare.mutate(
      { kind, year, language },
      {
        onSuccess: ({ done: { made, renewed, kept, gone } }) => {
          toast(t('letters.done_prepared', { made, renewed, kept, gone }))
          onDone()
        },
      },
    )
  return (
    <OnlineForm sending={prepare} submitLabel={t('letters.prepareIt')} onSubmit={send}>
      <p>{t('letters.prepareHelp', { year: schoolYearName(year) })}</p>
      <RadioGroup
        label={t('letters.toWhom')}
        options={[
          { id: 'rector', label: t('letters.kind_rector'), description: t('letters.rectorHelp') },
          { id: 'head', label: t('letters.kind_head'), description: t('letters.headHelp') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <Select {...field} />
    </OnlineForm>
  )
}

/** Préau knows no town hall: whom and where somebody types. */
export function MayorButton(props: PrepareProps) {
  const { t } = useMessages()
  if (props.view.schools.length === 0) return null
  return (
    <Dialog title={t('letters.mayor')} isForWriting trigger={<Button icon={Mail}>{t('letters.mayor')}</Button>}>
      {(close) => <MayorForm {...props} onDone={close} />}
    </Dialog>
  )
}

const nobody = { name: '', salutation: '', address: '' }

function MayorForm({ officeId, view: { year, schools }, onDone }: PrepareProps & { onDone: () => void }) {
  const { t } = useMessages()
  const prepare = usePrepareLetters(officeId)
  const [schoolId, setSchoolId] = useState('')
  const [addressee, setAddressee] = useState(nobody)
  const { language, field } = useLanguageField()
  const { name, salutation, address } = addressee
  const missing = (words: string) => words.trim() === '' && t('auth.fillIn')
  const send = () =>
    prepare.mutate(
      { kind: 'mayor', year, language, schoolId, addressee },
      {
        onSuccess: () => {
          toast(t('letters.done_mayor'))
          onDone()
        },
      },
    )
  return (
    <OnlineForm
      sending={prepare}
      submitLabel={t('letters.prepareIt')}
      hasWords={name !== '' || address !== ''}
      problems={{
        schoolId: missing(schoolId),
        'addressee.name': missing(name),
        'addressee.address': missing(address),
      }}
      onSubmit={send}
    >
      <p>{t('letters.mayorHelp')}</p>
      <ComboBox
        path="schoolId"
        label={t('letters.school')}
        options={schools.map((one) => ({ id: one.id, label: `${one.name}, ${one.town}` }))}
        value={schoolId || null}
        onChange={setSchoolId}
      />
      <TextField
        path="addressee.name"
        label={t('letters.addresseeName')}
        maxLength={120}
        value={name}
        onChange={(words) => setAddressee({ ...addressee, name: words })}
      />
      <TextField
        path="addressee.salutation"
        label={t('letters.salutation')}
        description={t('letters.salutationHelp')}
        maxLength={120}
        value={salutation}
        onChange={(words) => setAddressee({ ...addressee, salutation: words })}
      />
      <TextArea
        path="addressee.address"
        label={t('letters.address')}
        maxLength={400}
        rows={3}
        value={address}
        onChange={(words) => setAddressee({ ...addressee, address: words })}
      />
      <Select {...field} />
    </OnlineForm>
  )
}
