import type { ReactNode } from 'react'
import type { DossierChange, DossierField, DossierView } from '#client/data/dossier.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Words } from '#client/ui/words.tsx'
import styles from './dossier.module.css'
import { useSavedField } from './use-saved-field.ts'

export interface PartProps {
  projectId: string
  dossier: DossierView
}

interface SavedProps<Value> extends PartProps {
  field: DossierField
  value: Value
  make: (value: Value, revision: number) => DossierChange
  /** In words, for who sees somebody else's beside their own. */
  show: (value: Value) => string
  children: (value: Value, change: (value: Value) => void) => ReactNode
}

/** A field of the dossier that saves itself, with whose it is; beside it what somebody else wrote at the same time. */
export function Saved<Value>({ projectId, dossier, field, value, make, show, children }: SavedProps<Value>) {
  const { t } = useMessages()
  const mark = dossier.marks.find((one) => one.field === field)
  const saved = useSavedField(projectId, { value, revision: mark?.revision ?? 0 }, make)
  return (
    <div className={styles.field}>
      {children(saved.value, saved.change)}
      {saved.isOther && (
        <Notice
          tone="warn"
          role="status"
          title={t('dossier.other', { name: mark?.author ?? t('dossier.somebody') })}
          action={
            <Row gap="s">
              <Button onPress={saved.keepMine}>{t('dossier.keepMine')}</Button>
              <Button onPress={saved.takeTheirs}>{t('dossier.takeTheirs')}</Button>
            </Row>
          }
        >
          <Words>{show(value) || t('dossier.nothing')}</Words>
        </Notice>
      )}
      <State saved={saved} mark={mark} />
    </div>
  )
}

interface StateProps {
  saved: { isSaving: boolean; isSaved: boolean; error: unknown; again: () => void }
  mark: DossierView['marks'][number] | undefined
}

function State({ saved: { isSaving, isSaved, error, again }, mark }: StateProps) {
  const { t, locale } = useMessages()
  const errorText = useErrorText()
  if (error !== null)
    return (
      <Notice tone="danger" role="alert" action={<Button onPress={again}>{t('dossier.again')}</Button>}>
        {errorText(error).text}
      </Notice>
    )
  const by =
    mark && t('dossier.by', { name: mark.author ?? t('dossier.somebody'), when: formatMoment(mark.changedAt, locale) })
  return (
    <p className={styles.state} role="status">
      {isSaving ? t('dossier.saving') : isSaved ? t('dossier.saved') : by}
    </p>
  )
}
