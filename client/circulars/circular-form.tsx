import { useState } from 'react'
import {
  type CircularLocale,
  circularLocales,
  type CircularsView,
  type NewCircular,
  usePreviewCircular,
  useSendCircular,
} from '#client/data/circulars.ts'
import { useSendingId } from '#client/live/use-sending-id.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { NextStep } from '#client/ui/next-step.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { UnsavedWords } from '#client/ui/unsaved-words.tsx'
import { Letters } from './letters.tsx'

interface FormProps {
  officeId: string
  view: CircularsView
  onDone: () => void
}

const empty = { subject: '', text: '' }

/** Written first, then looked at as it will come, then sent: a letter to thousands is not taken back. */
export function CircularForm({ officeId, view, onDone }: FormProps) {
  const [regionId, setRegion] = useState(view.regions.length === 1 ? (view.regions[0]?.id ?? '') : '')
  const [more, setMore] = useState<CircularLocale[]>([])
  const [texts, setTexts] = useState<Partial<Record<CircularLocale, typeof empty>>>({})
  const preview = usePreviewCircular(officeId)
  const sending = useSendingId()
  const chosen = [view.locale, ...more]
  const circular: NewCircular = {
    regionId,
    texts: chosen.map((locale) => ({ locale, ...(texts[locale] ?? empty) })),
  }
  const hasWords = circular.texts.some(({ subject, text }) => subject + text !== '')
  return (
    <>
      {hasWords && <UnsavedWords />}
      {preview.isSuccess ? (
        <NextStep key="preview" wanted="[role='status']">
          <Preview
            {...{ officeId, circular, sending, onDone }}
            preview={preview.data}
            onBack={() => preview.reset()}
            region={view.regions.find(({ id }) => id === regionId)?.name ?? ''}
          />
        </NextStep>
      ) : (
        <NextStep key="fields" wanted="input, textarea">
          <Fields
            {...{ view, circular, more, preview }}
            onRegion={setRegion}
            onMore={setMore}
            onText={(locale, changed) =>
              setTexts((before) => ({ ...before, [locale]: { ...(before[locale] ?? empty), ...changed } }))
            }
          />
        </NextStep>
      )}
    </>
  )
}

interface FieldsProps {
  view: CircularsView
  circular: NewCircular
  more: CircularLocale[]
  preview: ReturnType<typeof usePreviewCircular>
  onRegion: (regionId: string) => void
  onMore: (locales: CircularLocale[]) => void
  onText: (locale: CircularLocale, changed: Partial<typeof empty>) => void
}

function Fields({ view, circular, more, preview, onRegion, onMore, onText }: FieldsProps) {
  const { t, locale: reader } = useMessages()
  const others = circularLocales.filter((one) => one !== view.locale)
  const missing = (text: string) => text.trim() === '' && t('auth.fillIn')
  const problems = Object.fromEntries(
    circular.texts.flatMap(({ locale, subject, text }) => [
      [`${locale}.subject`, missing(subject)],
      [`${locale}.text`, missing(text)],
    ]),
  )
  return (
    <OnlineForm
      problems={{ ...problems, regionId: missing(circular.regionId) }}
      sending={preview}
      submitLabel={t('circulars.preview')}
      onSubmit={() => preview.mutate(circular)}
    >
      <p>{t('circulars.lead')}</p>
      <ComboBox
        path="regionId"
        label={t('offices.region')}
        options={view.regions.map(({ id, name }) => ({ id, label: name }))}
        value={circular.regionId || null}
        onChange={onRegion}
      />
      <CheckboxGroup
        label={t('circulars.more_languages')}
        options={others.map((id) => ({ id, label: languageName(id, reader) }))}
        value={more}
        onChange={onMore}
      />
      {circular.texts.map(({ locale, subject, text }) => (
        <Stack key={locale}>
          <TextField
            path={`${locale}.subject`}
            label={t('circulars.subjectIn', { language: languageName(locale, reader) })}
            value={subject}
            onChange={(next) => onText(locale, { subject: next })}
            maxLength={120}
          />
          <TextArea
            path={`${locale}.text`}
            label={t('circulars.textIn', { language: languageName(locale, reader) })}
            value={text}
            onChange={(next) => onText(locale, { text: next })}
            rows={8}
            maxLength={8000}
          />
        </Stack>
      ))}
    </OnlineForm>
  )
}

interface PreviewProps {
  officeId: string
  circular: NewCircular
  /** Of the form: who looks at the letter once more, and changes nothing, sends the same one. */
  sending: ReturnType<typeof useSendingId>
  region: string
  preview: NonNullable<ReturnType<typeof usePreviewCircular>['data']>
  onBack: () => void
  onDone: () => void
}

function Preview({ officeId, circular, sending, region, preview, onBack, onDone }: PreviewProps) {
  const { t } = useMessages()
  const send = useSendCircular(officeId)
  const done = () => {
    toast(t('circulars.done'))
    onDone()
  }
  return (
    <Stack gap="l">
      <p role="status" tabIndex={-1}>
        {t('circulars.toHowMany', { count: preview.readers, region })}
      </p>
      <Letters letters={preview.letters} />
      {send.isError && <ErrorState error={send.error} />}
      <Actions>
        <OnlineButton
          variant="primary"
          isPending={send.isPending}
          isDisabled={preview.readers === 0}
          onPress={() => send.mutate({ ...circular, id: sending.idFor(circular) }, { onSuccess: done })}
        >
          {t('circulars.send')}
        </OnlineButton>
        <Button variant="quiet" onPress={onBack}>
          {t('circulars.back')}
        </Button>
      </Actions>
    </Stack>
  )
}
