import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { saveFile } from '#client/ui/save-file.ts'
import { toast } from '#client/ui/toast.tsx'
import styles from './authenticators.module.css'

interface CodesShownProps {
  codes: readonly string[]
  onDone: () => void
}

/** The recovery codes, this once. */
export function CodesShown({ codes, onDone }: CodesShownProps) {
  const { t } = useMessages()
  const text = `Préau, ${location.host}\n${t('authenticators.codesTitle')}\n\n${codes.join('\n')}\n`
  const copy = async () => {
    await copyText(text, 'preau')
    toast(t('authenticators.codesCopied'))
  }
  return (
    <Stack>
      <p role="status">{t('authenticators.codesOnce')}</p>
      <ol className={styles.codes} aria-label={t('authenticators.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Actions>
        <Button variant="primary" onPress={onDone}>
          {t('authenticators.codesKept')}
        </Button>
        <Button onPress={() => saveFile(new Blob([text], { type: 'text/plain' }), 'preau.txt')}>
          {t('authenticators.codesSave')}
        </Button>
        <Button onPress={() => void copy()}>{t('authenticators.codesCopy')}</Button>
      </Actions>
    </Stack>
  )
}
