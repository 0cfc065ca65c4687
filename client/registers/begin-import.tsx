import { useState } from 'react'
import { useCountryOptions } from '#client/auth/use-country-options.ts'
import type { OfficeView } from '#client/data/offices.ts'
import { useBeginImport } from '#client/data/registers.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'

interface BeginImportProps {
  office: OfficeView['office']
  onBegun: (importId: string, file: File) => void
}

/** First step: which file, and of which country where the office has several. */
export function BeginImport({ office, onBegun }: BeginImportProps) {
  const { t } = useMessages()
  const begin = useBeginImport(office.id)
  const [file, setFile] = useState<File | null>(null)
  const [country, setCountry] = useState(office.countryCode)
  const countries = useCountryOptions()
  const send = () =>
    file &&
    country !== null &&
    runChange(begin, { file, countryCode: country }, { onSuccess: ({ id }) => onBegun(id, file) })
  return (
    <OnlineForm
      problems={{
        file: file === null && t('registers.fileMissing'),
        countryCode: country === null && t('registers.countryMissing'),
      }}
      sending={begin}
      submitLabel={t('registers.look')}
      isDisabled={file === null}
      onSubmit={send}
    >
      <p>{t('registers.beginHelp')}</p>
      {office.countryCode === null && (
        <ComboBox
          path="countryCode"
          label={t('registers.country')}
          options={countries}
          value={country}
          onChange={setCountry}
        />
      )}
      <Row>
        <FileButton accept={['.csv', '.tsv', '.txt']} onFiles={([one]) => one && setFile(one)}>
          {t('registers.chooseFile')}
        </FileButton>
        {file && <span role="status">{file.name}</span>}
      </Row>
    </OnlineForm>
  )
}
