import { Camera } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Form } from '#client/ui/form.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { codeLength, neverOnCards, normaliseCode, secretIn, showCode } from './arrival.ts'
import { canScan, QrScanner } from './qr-scanner.tsx'
import styles from './sign-in.module.css'

interface CardFormProps {
  isPending: boolean
  onCard: (card: string, isSharedDevice: boolean) => void
}

/** The code as it is printed, or the camera where there is one. */
export function CardForm({ isPending, onCard }: CardFormProps) {
  const { t } = useMessages()
  const [code, setCode] = useState('')
  const [isShared, setIsShared] = useState(false)
  const [isScanning, setIsScanning] = useState(false)
  const [never, setNever] = useState<readonly string[]>([])
  const missing = codeLength - code.length
  const type = (typed: string) => {
    setNever(neverOnCards(typed))
    setCode(normaliseCode(typed))
  }
  return (
    <>
      {isScanning && (
        <QrScanner
          onFound={(text) => {
            const secret = secretIn(text)
            if (!secret) return false
            setIsScanning(false)
            onCard(secret, isShared)
            return true
          }}
          onClose={() => setIsScanning(false)}
        />
      )}
      <Form
        className={styles.form}
        problems={{ card: missing > 0 && t('auth.codeShort', { count: missing }) }}
        onSubmit={() => onCard(code, isShared)}
      >
        <TextField
          path="card"
          label={t('auth.code')}
          description={t('auth.codeHelp')}
          value={showCode(code)}
          onChange={type}
          error={never.length > 0 ? t('auth.codeNever', { letters: never.join(', ') }) : null}
          isCode
          autoComplete="off"
          spellCheck="false"
          inputMode="text"
          autoFocus
        />
        <Checkbox isSelected={isShared} onChange={setIsShared} description={t('auth.sharedHelp')}>
          {t('auth.shared')}
        </Checkbox>
        <div className={styles.formActions}>
          <Button type="submit" variant="primary" size="l" isPending={isPending}>
            {t('auth.enter')}
          </Button>
          {canScan() && !isScanning && (
            <Button size="l" icon={Camera} onPress={() => setIsScanning(true)}>
              {t('auth.scan')}
            </Button>
          )}
        </div>
      </Form>
      <p className={styles.aside}>
        {t('auth.noCard')} <TextLink href="/sign-in">{t('auth.amTeacher')}</TextLink>
      </p>
    </>
  )
}
