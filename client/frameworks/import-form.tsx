import { useState } from 'react'
import { ApiError } from '#client/api.ts'
import { useImportFramework } from '#client/data/frameworks.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

interface TableFile {
  name: string
  /** Its bytes in base64, as they are: the server sees in which encoding they are. */
  bytes: string
}

async function readFile(file: File): Promise<TableFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { name: file.name, bytes: btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')) }
}

/** A school's own framework out of a table, with where it comes from and who may use it. */
export function ImportForm({ onDone }: { onDone: () => void }) {
  const { t, locale } = useMessages()
  const take = useImportFramework()
  const [name, setName] = useState('')
  const [source, setSource] = useState('')
  const [licence, setLicence] = useState('')
  const [ages, setAges] = useState({ ageFrom: 11, ageTo: 15 })
  const [file, setFile] = useState<TableFile | null>(null)
  const save = () =>
    file &&
    runChange(
      take,
      { name, language: locale, source, licence, file: file.bytes, ...ages },
      {
        onSuccess: ({ lines }) => {
          toast(t('frameworks.imported', { count: lines }))
          onDone()
        },
      },
    )
  return (
    <OnlineForm
      problems={{
        name: name.trim() === '' && t('frameworks.nameMissing'),
        source: source.trim() === '' && t('frameworks.sourceMissing'),
        licence: licence.trim() === '' && t('frameworks.licenceMissing'),
        file: file === null && t('frameworks.fileMissing'),
      }}
      sending={take}
      submitLabel={t('frameworks.import')}
      onSubmit={save}
    >
      <p>{t('frameworks.importHelp')}</p>
      <TextField path="name" label={t('frameworks.name')} maxLength={120} value={name} onChange={setName} />
      <TextField
        path="source"
        label={t('frameworks.sourceLabel')}
        maxLength={300}
        value={source}
        onChange={setSource}
      />
      <TextField path="licence" label={t('frameworks.licence')} maxLength={120} value={licence} onChange={setLicence} />
      <Row>
        <NumberField
          label={t('frameworks.ageFrom')}
          value={ages.ageFrom}
          minValue={3}
          maxValue={20}
          onChange={(ageFrom) => setAges({ ...ages, ageFrom })}
        />
        <NumberField
          label={t('frameworks.ageTo')}
          value={ages.ageTo}
          minValue={3}
          maxValue={20}
          onChange={(ageTo) => setAges({ ...ages, ageTo })}
        />
      </Row>
      <Row>
        <FileButton accept={['.csv', '.tsv', '.txt']} onFiles={([one]) => one && void readFile(one).then(setFile)}>
          {t('frameworks.file')}
        </FileButton>
        {file && <span>{file.name}</span>}
      </Row>
      <WrongLines error={take.error} />
      <div>
        <Button variant="quiet" onPress={onDone}>
          {t('frameworks.back')}
        </Button>
      </div>
    </OnlineForm>
  )
}

/** Each line that is wrong, by its number. */
function WrongLines({ error }: { error: unknown }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  if (!(error instanceof ApiError)) return null
  const wrong = error.fields.filter(({ path }) => path.startsWith('file.'))
  if (wrong.length === 0) return null
  const sentence = (reason: string) => errorText(new ApiError(400, { code: 'invalid', reason })).text
  return (
    <ul role="alert">
      {wrong.map(({ path, reason }) => (
        <li key={path}>{t('frameworks.wrongLine', { line: Number(path.slice(5)), what: sentence(reason) })}</li>
      ))}
    </ul>
  )
}
