import { useMessages } from '#client/locales/messages.tsx'
import { Row, Stack } from './layout.tsx'
import { TextField } from './text-field.tsx'
import styles from './reason-field.module.css'

const phrases = ['together', 'time', 'later', 'talk', 'read'] as const
type ReasonPhrase = (typeof phrases)[number]

interface ReasonFieldProps {
  /** Empty: none is given. */
  value: string
  onChange: (reason: string) => void
  /** What is offered to be taken as it is. */
  offers: readonly ReasonPhrase[]
  label?: string
  /** Under which a form speaks of it. */
  path?: string
  /** It does not go without. */
  isNeeded?: boolean
}

/** Why a teacher freezes or pauses: typed, or taken from what is often said. */
export function ReasonField({ value, onChange, offers, label, path, isNeeded = false }: ReasonFieldProps) {
  const { t } = useMessages()
  return (
    <Stack gap="s">
      <TextField
        {...(path === undefined ? {} : { path })}
        label={label ?? t('documents.reason_label')}
        {...(isNeeded ? {} : { note: t('common.optional') })}
        description={t('documents.reason_help')}
        value={value}
        onChange={onChange}
        maxLength={200}
      />
      <div role="group" aria-label={t('documents.reason_phrases')}>
        <Row gap="s">
          {offers.map((phrase) => {
            const words = t(`documents.reason_${phrase}`)
            return (
              <button
                key={phrase}
                type="button"
                className={styles.phrase}
                aria-pressed={value === words}
                onClick={() => onChange(value === words ? '' : words)}
              >
                {words}
              </button>
            )
          })}
        </Row>
      </div>
    </Stack>
  )
}
