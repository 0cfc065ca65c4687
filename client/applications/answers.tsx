import { type ApplicationView, useSaveAnswer } from '#client/data/applications.ts'
import { SavedBeside } from '#client/dossier/saved.tsx'
import { useSavedField } from '#client/dossier/use-saved-field.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { Words } from '#client/ui/words.tsx'
import styles from './applications.module.css'

type Field = ApplicationView['form'][number]
type Part = Field['part']

const choices = ['yes', 'no'] as const

/** The questions of one part, each saved as it is typed; read only for who does not write there. */
export function Answers({ application, part }: { application: ApplicationView; part: Part }) {
  const { can, form } = application
  const mayWrite = part === 'own' ? can.writeOwn : can.write
  return (
    <Stack>
      {form
        .filter((field) => field.part === part)
        .map((field) => (
          <Answer key={field.id} application={application} field={field} mayWrite={mayWrite} />
        ))}
    </Stack>
  )
}

interface AnswerProps {
  application: ApplicationView
  field: Field
  mayWrite: boolean
}

function Answer({ application, field, mayWrite }: AnswerProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const stands = application.answers.find((one) => one.field === field.id)
  if (mayWrite && field.isOpen) return <Written application={application} field={field} />
  const isYesNo = stands && (stands.text === 'yes' || stands.text === 'no') && field.kind === 'yes_no'
  return (
    <div>
      <p className={styles.question}>{words(field.words)}</p>
      <Words>
        {isYesNo ? t(stands.text === 'yes' ? 'applications.yes' : 'applications.no') : (stands?.text ?? '—')}
      </Words>
    </div>
  )
}

function Written({ application, field }: Omit<AnswerProps, 'mayWrite'>) {
  const { t } = useMessages()
  const words = useInLanguages()
  const stands = application.answers.find((one) => one.field === field.id)
  const save = useSaveAnswer(application.id, field.id)
  const send = async (text: string, revision: number) => (await save.mutateAsync({ text, revision })).answer.revision
  const standing = { value: stands?.text ?? '', revision: stands?.revision ?? 0 }
  const saved = useSavedField(standing, { ...save, send })
  const label = words(field.words)
  return (
    <SavedBeside saved={saved} mark={stands} theirs={standing.value}>
      {field.kind === 'yes_no' ? (
        <RadioGroup
          label={label}
          orientation="horizontal"
          options={choices.map((id) => ({ id, label: t(`applications.${id}`) }))}
          value={choices.find((id) => id === saved.value) ?? null}
          onChange={saved.change}
        />
      ) : (
        <TextArea
          label={label}
          description={words(field.help) || t('applications.length', { least: field.least, most: field.most })}
          value={saved.value}
          onChange={saved.change}
          maxLength={field.most}
          rows={4}
        />
      )}
    </SavedBeside>
  )
}
