import type { ReactNode } from 'react'
import { type DossierChange, type DossierField, type DossierView, useSaveField } from '#client/data/dossier.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { isOffline, useErrorText } from '#client/locales/error-text.ts'
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
  const mark = dossier.marks.find((one) => one.field === field)
  const save = useSaveField(projectId)
  const send = async (words: Value, from: number) => {
    const view = await save.mutateAsync(make(words, from))
    return view.dossier.marks.find((one) => one.field === field)?.revision ?? 0
  }
  const saved = useSavedField({ value, revision: mark?.revision ?? 0 }, { ...save, send })
  return (
    <SavedBeside saved={saved} mark={mark} theirs={show(value)}>
      {children(saved.value, saved.change)}
    </SavedBeside>
  )
}

type SavedField = Pick<
  ReturnType<typeof useSavedField>,
  'isOther' | 'keepMine' | 'takeTheirs' | 'isSaving' | 'isSaved' | 'isKept' | 'error' | 'again'
>

interface BesideProps {
  saved: SavedField
  mark: { author: string | null; changedAt: string } | undefined
  /** What somebody else wrote, in words. */
  theirs: string
  children: ReactNode
}

/** A field with what somebody else wrote at the same time, and whether it is saved. */
export function SavedBeside({ saved, mark, theirs, children }: BesideProps) {
  const { t } = useMessages()
  return (
    <div className={styles.field}>
      {children}
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
          <Words>{theirs || t('dossier.nothing')}</Words>
        </Notice>
      )}
      <State saved={saved} mark={mark} />
    </div>
  )
}

interface StateProps {
  saved: Pick<SavedField, 'isSaving' | 'isSaved' | 'isKept' | 'error' | 'again'>
  mark: BesideProps['mark']
}

function State({ saved: { isSaving, isSaved, isKept, error, again }, mark }: StateProps) {
  const { t, locale } = useMessages()
  const errorText = useErrorText()
  if (isKept && isOffline(error))
    return (
      <p className={styles.state} role="status">
        {t('dossier.keptHere')}
      </p>
    )
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
