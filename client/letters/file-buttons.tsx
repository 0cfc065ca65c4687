import { Download } from 'lucide-react'
import { type LetterForm, type LetterInList, useLetterFile } from '#client/data/letters.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Row } from '#client/ui/layout.tsx'
import { fileName, saveFile } from '#client/ui/save-file.ts'
import { toast } from '#client/ui/toast.tsx'
import { runChange } from '#client/ui/run-change.ts'

const forms = ['pdf', 'docx'] as const

/** The files of a letter that was signed, byte for byte. */
export function FileButtons({ letter, name }: { letter: Pick<LetterInList, 'id' | 'hash'>; name: string }) {
  if (letter.hash === null) return null
  return (
    <Row gap="s">
      {forms.map((form) => (
        <FileButton key={form} letterId={letter.id} form={form} name={name} />
      ))}
    </Row>
  )
}

function FileButton({ letterId, form, name }: { letterId: string; form: LetterForm; name: string }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const file = useLetterFile()
  const take = () =>
    runChange(
      file,
      { letterId, form },
      {
        onSuccess: (blob) => saveFile(blob, fileName(name, form)),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  return (
    <OnlineButton icon={Download} isPending={file.isPending} whom={name} onPress={take}>
      {t(`letters.take_${form}`)}
    </OnlineButton>
  )
}
